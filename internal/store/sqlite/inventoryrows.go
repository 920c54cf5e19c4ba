package sqlite

import (
	"strings"

	"tabard.dev/tabard/internal/inventory"
)

// The columns of the inventory's tables, in the order that they are written and read in.
var (
	identityColumns = []string{
		"n", "id", "system", "realm", "native_id", "name", "type", "kind", "kind_confidence", "kind_evidence", "kind_marks",
		"owner", "owner_sure", "owner_evidence", "owner_claims", "state", "incarnation", "born", "first_us", "last_us",
		"created_by", "created_by_n", "credentials", "grants", "networks", "agents",
	}
	credentialColumns = []string{
		"n", "id", "system", "realm", "native_id", "fingerprint", "kind", "identity", "identity_n", "created_us", "created_by",
		"created_by_n", "expires_us", "never_ends", "last_used_us", "last_source", "networks", "state", "by_fingerprint",
	}
	usageColumns = []string{"n", "identity_n", "permission", "first_us", "last_us", "count", "last_source"}
	grantColumns = []string{
		"n", "id", "system", "identity", "identity_n", "permission", "resource", "via", "since_us", "usage_n", "admin", "public", "gone",
	}
	systemColumns = []string{"n", "name", "realm", "family", "last_us", "records", "owner_source"}
	realmColumns  = []string{"n", "realm", "system"}
)

func (w *writer) inventory(rows *inventory.Rows) {
	if rows == nil {
		return
	}
	for i := range rows.Systems {
		r := &rows.Systems[i]
		w.put(putSystem, r.N, r.Name, r.Realm, r.Family, r.Last, r.Records, number(r.OwnerSource))
	}
	for _, r := range rows.Realms {
		w.put(putRealm, r.N, r.Realm, r.System)
	}
	for i := range rows.Identities {
		r := &rows.Identities[i]
		w.put(putIdentity, r.N, r.ID, r.System, r.Realm, r.NativeID, r.Name, r.Type, r.Kind, r.KindConfidence, r.KindEvidence, r.KindMarks,
			r.Owner, r.OwnerSure, r.OwnerEvidence, r.OwnerClaims, r.State, r.Incarnation, number(r.Born), r.First, r.Last,
			r.CreatedBy, r.CreatedByN, r.Credentials, r.Grants, r.Networks, r.Agents)
	}
	for _, r := range rows.Sightings {
		w.put(moveIdentity, r.N, r.First, r.Last)
	}
	for i := range rows.Usages {
		r := &rows.Usages[i]
		w.put(putUsage, r.N, r.IdentityN, r.Permission, r.First, r.Last, r.Count, r.LastSource)
	}
	for i := range rows.Credentials {
		r := &rows.Credentials[i]
		w.put(putCredential, r.N, r.ID, r.System, r.Realm, r.NativeID, r.Fingerprint, r.Kind, r.Identity, r.IdentityN, r.Created, r.CreatedBy,
			r.CreatedByN, r.Expires, number(r.NeverEnds), r.LastUsed, r.LastSource, r.Networks, r.State, number(r.ByFingerprint))
	}
	for i := range rows.Grants {
		r := &rows.Grants[i]
		w.put(putGrant, r.N, r.ID, r.System, r.Identity, r.IdentityN, r.Permission, r.Resource, r.Via, r.Since, r.UsageN,
			number(r.Admin), number(r.Public), number(r.Gone))
	}
}

func (l *loader) inventory(into *inventory.State) {
	l.each(selectAll("systems", systemColumns), func(scan func(...any) error) error {
		var r inventory.SystemRow
		if err := scan(&r.N, &r.Name, &r.Realm, &r.Family, &r.Last, &r.Records, &r.OwnerSource); err != nil {
			return err
		}
		return into.RestoreSystem(r)
	})
	l.each(selectAll("realms", realmColumns), func(scan func(...any) error) error {
		var r inventory.RealmRow
		if err := scan(&r.N, &r.Realm, &r.System); err != nil {
			return err
		}
		return into.RestoreRealm(r)
	})
	l.each(selectAll("identities", identityColumns), func(scan func(...any) error) error {
		var r inventory.IdentityRow
		if err := scan(&r.N, &r.ID, &r.System, &r.Realm, &r.NativeID, &r.Name, &r.Type, &r.Kind, &r.KindConfidence, &r.KindEvidence, &r.KindMarks,
			&r.Owner, &r.OwnerSure, &r.OwnerEvidence, &r.OwnerClaims, &r.State, &r.Incarnation, &r.Born, &r.First, &r.Last,
			&r.CreatedBy, &r.CreatedByN, &r.Credentials, &r.Grants, &r.Networks, &r.Agents); err != nil {
			return err
		}
		return into.RestoreIdentity(r)
	})
	l.each(selectAll("usages", usageColumns), func(scan func(...any) error) error {
		var r inventory.UsageRow
		if err := scan(&r.N, &r.IdentityN, &r.Permission, &r.First, &r.Last, &r.Count, &r.LastSource); err != nil {
			return err
		}
		return into.RestoreUsage(r)
	})
	l.each(selectAll("credentials", credentialColumns), func(scan func(...any) error) error {
		var r inventory.CredentialRow
		if err := scan(&r.N, &r.ID, &r.System, &r.Realm, &r.NativeID, &r.Fingerprint, &r.Kind, &r.Identity, &r.IdentityN, &r.Created, &r.CreatedBy,
			&r.CreatedByN, &r.Expires, &r.NeverEnds, &r.LastUsed, &r.LastSource, &r.Networks, &r.State, &r.ByFingerprint); err != nil {
			return err
		}
		return into.RestoreCredential(r)
	})
	l.each(selectAll("grants", grantColumns), func(scan func(...any) error) error {
		var r inventory.GrantRow
		if err := scan(&r.N, &r.ID, &r.System, &r.Identity, &r.IdentityN, &r.Permission, &r.Resource, &r.Via, &r.Since, &r.UsageN,
			&r.Admin, &r.Public, &r.Gone); err != nil {
			return err
		}
		return into.RestoreGrant(r)
	})
}

// selectAll reads a table in the order of its numbers.
func selectAll(table string, columns []string) string {
	return "SELECT " + strings.Join(columns, ", ") + " FROM " + table + " ORDER BY n"
}
