package sqlite

import (
	"strings"

	"tabard.dev/tabard/internal/inventory"
)

// The columns of the inventory's tables, in the order that they are written and read in.
var (
	identityColumns = []string{
		"n", "id_key", "id", "system", "realm", "native_id", "name", "type", "kind", "kind_confidence", "kind_evidence", "kind_marks",
		"owner", "owner_sure", "owner_evidence", "owner_claims", "state", "incarnation", "born", "created_by", "created_by_n",
		"risk", "risk_parts", "networks", "agents",
	}
	// changedColumns are those that may change without the identity being listed elsewhere: none of them is in an index.
	changedColumns = []string{
		"kind_confidence", "kind_evidence", "kind_marks", "owner_sure", "owner_evidence", "owner_claims", "state", "born",
		"created_by", "created_by_n", "risk_parts", "networks", "agents", "n",
	}
	lifeColumns       = []string{"n", "first_us", "last_us", "credentials", "grants", "baseline"}
	credentialColumns = []string{
		"n", "id_key", "id", "system", "realm", "native_id", "fingerprint", "kind", "identity", "identity_n", "created_us", "created_by",
		"created_by_n", "expires_us", "never_ends", "networks", "state", "by_fingerprint",
	}
	useColumns   = []string{"n", "last_used_us", "last_source"}
	usageColumns = []string{"n", "identity_n", "permission", "first_us", "last_us", "count", "last_source"}
	grantColumns = []string{
		"n", "id_key", "id", "system", "identity", "identity_n", "permission", "resource", "via", "since_us", "usage_n", "admin", "public", "gone",
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
		if !r.Relisted {
			w.put(changeIdentity, r.KindConfidence, r.KindEvidence, r.KindMarks, r.OwnerSure, r.OwnerEvidence, r.OwnerClaims, r.State,
				number(r.Born), r.CreatedBy, r.CreatedByN, r.RiskParts, r.Networks, r.Agents, r.N)
			continue
		}
		w.put(putIdentity, r.N, key(r.ID), r.ID, r.System, r.Realm, r.NativeID, r.Name, r.Type, r.Kind, r.KindConfidence, r.KindEvidence, r.KindMarks,
			r.Owner, r.OwnerSure, r.OwnerEvidence, r.OwnerClaims, r.State, r.Incarnation, number(r.Born), r.CreatedBy, r.CreatedByN,
			r.Risk, r.RiskParts, r.Networks, r.Agents)
	}
	for _, r := range rows.Lives {
		w.put(putLife, r.N, r.First, r.Last, r.Credentials, r.Grants, r.Baseline)
	}
	for i := range rows.Usages {
		r := &rows.Usages[i]
		w.put(putUsage, r.N, r.IdentityN, r.Permission, r.First, r.Last, r.Count, r.LastSource)
	}
	for i := range rows.Credentials {
		r := &rows.Credentials[i]
		w.put(putCredential, r.N, key(r.ID), r.ID, r.System, r.Realm, r.NativeID, r.Fingerprint, r.Kind, r.Identity, r.IdentityN, r.Created, r.CreatedBy,
			r.CreatedByN, r.Expires, number(r.NeverEnds), r.Networks, r.State, number(r.ByFingerprint))
	}
	for _, r := range rows.Uses {
		w.put(putUse, r.N, r.LastUsed, r.LastSource)
	}
	for i := range rows.Grants {
		r := &rows.Grants[i]
		w.put(putGrant, r.N, key(r.ID), r.ID, r.System, r.Identity, r.IdentityN, r.Permission, r.Resource, r.Via, r.Since, r.UsageN,
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
	l.each(`SELECT i.n, id, system, realm, native_id, name, type, kind, kind_confidence, kind_evidence, kind_marks, owner, owner_sure,
		owner_evidence, owner_claims, state, incarnation, born, created_by, created_by_n, risk, risk_parts, networks, agents, first_us, last_us,
		credentials, grants, baseline
		FROM identities i JOIN lives l ON l.n = i.n ORDER BY i.n`, func(scan func(...any) error) error {
		var r inventory.IdentityRow
		var life inventory.LifeRow
		if err := scan(&r.N, &r.ID, &r.System, &r.Realm, &r.NativeID, &r.Name, &r.Type, &r.Kind, &r.KindConfidence, &r.KindEvidence, &r.KindMarks,
			&r.Owner, &r.OwnerSure, &r.OwnerEvidence, &r.OwnerClaims, &r.State, &r.Incarnation, &r.Born,
			&r.CreatedBy, &r.CreatedByN, &r.Risk, &r.RiskParts, &r.Networks, &r.Agents, &life.First, &life.Last, &life.Credentials, &life.Grants,
			&life.Baseline); err != nil {
			return err
		}
		return into.RestoreIdentity(r, life)
	})
	l.each(selectAll("usages", usageColumns), func(scan func(...any) error) error {
		var r inventory.UsageRow
		if err := scan(&r.N, &r.IdentityN, &r.Permission, &r.First, &r.Last, &r.Count, &r.LastSource); err != nil {
			return err
		}
		return into.RestoreUsage(r)
	})
	l.each(`SELECT c.n, id, system, realm, native_id, fingerprint, kind, identity, identity_n, created_us, created_by, created_by_n, expires_us,
		never_ends, networks, state, by_fingerprint, coalesce(last_used_us, 0), coalesce(last_source, '')
		FROM credentials c LEFT JOIN uses u ON u.n = c.n ORDER BY c.n`, func(scan func(...any) error) error {
		var r inventory.CredentialRow
		var use inventory.UseRow
		if err := scan(&r.N, &r.ID, &r.System, &r.Realm, &r.NativeID, &r.Fingerprint, &r.Kind, &r.Identity, &r.IdentityN, &r.Created, &r.CreatedBy,
			&r.CreatedByN, &r.Expires, &r.NeverEnds, &r.Networks, &r.State, &r.ByFingerprint, &use.LastUsed, &use.LastSource); err != nil {
			return err
		}
		return into.RestoreCredential(r, use)
	})
	l.each(selectAll("grants", grantColumns), func(scan func(...any) error) error {
		var r inventory.GrantRow
		var idKey int64
		if err := scan(&r.N, &idKey, &r.ID, &r.System, &r.Identity, &r.IdentityN, &r.Permission, &r.Resource, &r.Via, &r.Since, &r.UsageN,
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
