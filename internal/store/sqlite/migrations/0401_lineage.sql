-- Who was made by whom, for the lineage: most identities were made by nobody that was seen, and are left out.
CREATE INDEX identities_creator ON identities (created_by_n, n) WHERE created_by_n <> 0;
