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
		"risk_parts", "networks", "agents", "sum", "n",
	}
	lifeColumns       = []string{"n", "first_us", "last_us", "credentials", "grants", "baseline"}
	credentialColumns = []string{
		"n", "id_key", "id", "system", "realm", "native_id", "fingerprint", "kind", "identity", "identity_n", "created_us", "created_by",
		"created_by_n", "expires_us", "never_ends", "networks", "state", "by_fingerprint",
	}
	changedCredentialColumns = words("system realm kind created_us created_by created_by_n expires_us never_ends networks state by_fingerprint sum n")
	useColumns               = []string{"n", "last_used_us", "last_source"}
	usageColumns             = []string{"n", "identity_n", "permission", "first_us", "last_us", "count", "last_source"}
	grantColumns             = []string{
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
		whole := []any{
			r.N, key(r.ID), r.ID, r.System, r.Realm, r.NativeID, r.Name, r.Type, r.Kind, r.KindConfidence, r.KindEvidence, r.KindMarks,
			r.Owner, r.OwnerSure, r.OwnerEvidence, r.OwnerClaims, r.State, r.Incarnation, number(r.Born), r.CreatedBy, r.CreatedByN,
			r.Risk, r.RiskParts, r.Networks, r.Agents,
		}
		if r.Relisted {
			w.put(putIdentity, whole...)
			continue
		}
		w.run(w.db.prepared.one[changeIdentity], []any{
			r.KindConfidence, r.KindEvidence, r.KindMarks, r.OwnerSure, r.OwnerEvidence, r.OwnerClaims, r.State,
			number(r.Born), r.RiskParts, r.Networks, r.Agents, w.summer.sum(whole...), r.N,
		})
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
		whole := []any{
			r.N, key(r.ID), r.ID, r.System, r.Realm, r.NativeID, r.Fingerprint, r.Kind, r.Identity, r.IdentityN, r.Created, r.CreatedBy,
			r.CreatedByN, r.Expires, number(r.NeverEnds), r.Networks, r.State, number(r.ByFingerprint),
		}
		if r.Relisted {
			w.put(putCredential, whole...)
			continue
		}
		w.run(w.db.prepared.one[changeCredential], []any{
			r.System, r.Realm, r.Kind, r.Created, r.CreatedBy, r.CreatedByN, r.Expires, number(r.NeverEnds), r.Networks, r.State,
			number(r.ByFingerprint), w.summer.sum(whole...), r.N,
		})
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
		if err := l.scan(scan, part{"systems", []any{&r.N, &r.Name, &r.Realm, &r.Family, &r.Last, &r.Records, &r.OwnerSource}}); err != nil {
			return err
		}
		return into.RestoreSystem(r)
	})
	l.each(selectAll("realms", realmColumns), func(scan func(...any) error) error {
		var r inventory.RealmRow
		if err := l.scan(scan, part{"realms", []any{&r.N, &r.Realm, &r.System}}); err != nil {
			return err
		}
		return into.RestoreRealm(r)
	})
	l.each("SELECT "+of("i", identityColumns)+", "+of("l", lifeColumns)+" FROM identities i JOIN lives l ON l.n = i.n ORDER BY i.n",
		func(scan func(...any) error) error {
			var r inventory.IdentityRow
			var life inventory.LifeRow
			if err := l.scan(scan, part{"identities", []any{
				&r.N, new(int64), &r.ID, &r.System, &r.Realm, &r.NativeID, &r.Name, &r.Type, &r.Kind, &r.KindConfidence, &r.KindEvidence, &r.KindMarks,
				&r.Owner, &r.OwnerSure, &r.OwnerEvidence, &r.OwnerClaims, &r.State, &r.Incarnation, &r.Born, &r.CreatedBy, &r.CreatedByN,
				&r.Risk, &r.RiskParts, &r.Networks, &r.Agents,
			}}, part{"lives", []any{&life.N, &life.First, &life.Last, &life.Credentials, &life.Grants, &life.Baseline}}); err != nil {
				return err
			}
			return into.RestoreIdentity(r, life)
		})
	l.each(selectAll("usages", usageColumns), func(scan func(...any) error) error {
		var r inventory.UsageRow
		if err := l.scan(scan, part{"usages", []any{&r.N, &r.IdentityN, &r.Permission, &r.First, &r.Last, &r.Count, &r.LastSource}}); err != nil {
			return err
		}
		return into.RestoreUsage(r)
	})
	l.each("SELECT "+of("c", credentialColumns)+`, coalesce(u.n, 0), coalesce(last_used_us, 0), coalesce(last_source, ''), coalesce(u.sum, 0)
		FROM credentials c LEFT JOIN uses u ON u.n = c.n ORDER BY c.n`, func(scan func(...any) error) error {
		var r inventory.CredentialRow
		var use inventory.UseRow
		if err := l.scan(scan, part{"credentials", []any{
			&r.N, new(int64), &r.ID, &r.System, &r.Realm, &r.NativeID, &r.Fingerprint, &r.Kind, &r.Identity, &r.IdentityN, &r.Created, &r.CreatedBy,
			&r.CreatedByN, &r.Expires, &r.NeverEnds, &r.Networks, &r.State, &r.ByFingerprint,
		}}, part{"uses", []any{&use.N, &use.LastUsed, &use.LastSource}}); err != nil {
			return err
		}
		return into.RestoreCredential(r, use)
	})
	l.each(selectAll("grants", grantColumns), func(scan func(...any) error) error {
		var r inventory.GrantRow
		if err := l.scan(scan, part{"grants", []any{
			&r.N, new(int64), &r.ID, &r.System, &r.Identity, &r.IdentityN, &r.Permission, &r.Resource, &r.Via, &r.Since, &r.UsageN,
			&r.Admin, &r.Public, &r.Gone,
		}}); err != nil {
			return err
		}
		return into.RestoreGrant(r)
	})
}

// part is where the columns of one table go.
type part struct {
	table string
	into  []any // the first one is its number
}

// scan reads a row of one or more tables, the sum behind the columns of each, and checks the sums. A number of 0 is a row that
// an outer join did not find.
func (l *loader) scan(scan func(...any) error, parts ...part) error {
	var sums [2]int64
	var into []any
	for i := range parts {
		into = append(append(into, parts[i].into...), &sums[i])
	}
	if err := scan(into...); err != nil {
		return err
	}
	for i, p := range parts {
		if n, _ := p.into[0].(*int64); sums[i] != l.summer.sum(p.into...) && (*n != 0 || sums[i] != 0) {
			return damagedRow(p.table, *n)
		}
	}
	return nil
}

// selectAll reads a table in the order of its numbers.
func selectAll(table string, columns []string) string {
	return "SELECT " + of(table, columns) + " FROM " + table + " ORDER BY n"
}

// of gives the columns of a table and its sum.
func of(table string, columns []string) string {
	return table + "." + strings.Join(columns, ", "+table+".") + ", " + table + ".sum"
}
