package app

import (
	"context"
	"errors"

	"tabard.dev/tabard/internal/audit"
	"tabard.dev/tabard/internal/store/sqlite"
)

// VerifyAudit checks the audit trail in a data folder, whether or not a server runs on it. The noted head may be "".
func VerifyAudit(ctx context.Context, folder, noted string) (audit.Report, error) {
	var head *audit.Head
	if noted != "" {
		parsed, err := audit.ParseHead(noted)
		if err != nil {
			return audit.Report{}, err
		}
		head = &parsed
	}
	key, err := readKey(folder)
	if err != nil {
		return audit.Report{}, err
	}
	db, err := sqlite.Open(ctx, folder)
	if err != nil {
		return audit.Report{}, err
	}
	report, err := audit.Verify(ctx, audit.NewTable(db), audit.NewKey(key), folder, head)
	return report, errors.Join(err, db.Close())
}
