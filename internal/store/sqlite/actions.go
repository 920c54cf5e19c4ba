package sqlite

import (
	"context"
	"encoding/json/v2"
	"errors"
	"fmt"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/act"
	"tabard.dev/tabard/internal/store"
)

var actionList = &list{
	query:  `SELECT document, $sort, rowid FROM action`,
	number: "rowid",
	sorts:  map[string]string{"planned": "planned_us"},
	usual:  "-planned",
	filters: map[string]filter{
		"system": exactly("system"), "state": exactly("state"), "kind": exactly("kind"), "target": exactly("target"),
		"policy": exactly("policy"), "finding": exactly("finding"), "since": since("planned_us"), "until": until("planned_us"),
	},
}

// Actions lists actions, the newest first.
func (j *Journal) Actions(ctx context.Context, q store.Query) (store.Page[tabard.Action], error) {
	return page(ctx, j.db, actionList, q, func(scan func(...any) error, sorted, number any) (tabard.Action, error) {
		var document string
		if err := scan(&document, sorted, number); err != nil {
			return tabard.Action{}, err
		}
		var e act.Entry
		if err := json.Unmarshal([]byte(document), &e); err != nil {
			return tabard.Action{}, &store.DamageError{Why: fmt.Sprintf("an action in the journal: %v", err)}
		}
		return e.Action, nil
	})
}

// Action gives one action.
func (j *Journal) Action(ctx context.Context, id string) (tabard.Action, error) {
	e, err := j.LoadAction(ctx, id)
	if errors.Is(err, act.ErrNoAction) {
		err = store.ErrNotFound
	}
	return e.Action, err
}
