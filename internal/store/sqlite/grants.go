package sqlite

import (
	"context"
	"fmt"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/store"
)

const (
	grantFields = `SELECT g.id, g.system, g.identity, g.permission, g.resource, g.via, g.since_us, g.usage_n <> 0, coalesce(u.last_us, 0)`
	grantTables = ` FROM grants g LEFT JOIN usages u ON u.n = g.usage_n`
)

// grantList lists the grants that hold, newly discovered ones first.
func grantList() *list {
	return &list{
		query: grantFields + `, $sort, g.n` + grantTables, where: "g.gone = 0", number: "g.n",
		sorts: map[string]string{"discovered": "g.n"}, usual: "-discovered",
		filters: map[string]filter{
			"system": exactly("g.system"), "identity": ofIdentity("g.identity_n"), "permission": begins("g.permission"),
			"resource": begins("g.resource"), "used": usedAs,
		},
	}
}

// usedAs compares whether a grant was used. That one was not cannot be told yet: no log shows every use.
func usedAs(c *conditions, value string) error {
	switch tabard.Used(value) {
	case tabard.UsedYes:
		c.add("g.usage_n <> 0")
	case tabard.UsedUnknown:
		c.add("g.usage_n = 0")
	case tabard.UsedNo:
		c.add("1 = 0")
	default:
		return fmt.Errorf("%q is none of used, unused, unknown", value)
	}
	return nil
}

// Grants implements [store.Reader].
func (r *Reader) Grants(ctx context.Context, q store.Query) (store.Page[tabard.Grant], error) {
	return page(ctx, r.db, grantList(), q, scanGrant)
}

// Grant implements [store.Reader].
func (r *Reader) Grant(ctx context.Context, id string) (tabard.Grant, error) {
	if err := r.db.sound(ctx, "grants", " WHERE id_key = $1 AND id = $2", key(id), id); err != nil {
		return tabard.Grant{}, err
	}
	row := r.db.read.QueryRowContext(ctx, grantFields+`, 0, g.n`+grantTables+` WHERE g.gone = 0 AND g.id_key = $1 AND g.id = $2`, key(id), id)
	return one(scanGrant(row.Scan, new(any), new(int64)))
}

func scanGrant(scan func(...any) error, sorted, number any) (tabard.Grant, error) {
	var g tabard.Grant
	var since, last int64
	var used bool
	var via string
	err := scan(&g.ID, &g.System, &g.Identity, &g.Permission, &g.Resource, &via, &since, &used, &last, sorted, number)
	g.Since, g.LastUsed, g.Used = fromMicro(since), fromMicro(last), tabard.UsedUnknown
	if used {
		g.Used = tabard.UsedYes
	}
	g.Via = []string{}
	if via != "" {
		g.Via = append(g.Via, via)
	}
	return g, err
}
