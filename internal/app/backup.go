package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/audit"
	"tabard.dev/tabard/internal/backup"
)

// Backup copies a data folder, whether or not a server works in it, with all that a restored server needs: the key too.
func Backup(ctx context.Context, data, to, version string) (*backup.Manifest, error) {
	if _, err := readKey(data); err != nil {
		return nil, err // a copy without it could never be used
	}
	return backup.Create(ctx, backup.Options{
		Data: data, To: to, Keep: []string{keyFile, audit.HeadFile, access.AdminFile}, Version: version, Now: time.Now(),
	})
}

// Restored says what was put back.
type Restored struct {
	*backup.Report
	Audit *audit.Report `json:"audit,omitempty"` // only where it was verified
}

// Restore puts a backup into a data folder that is not there yet. With verify, store, log and audit trail are read to their
// ends.
func Restore(ctx context.Context, from, data string, verify bool) (Restored, error) {
	m, err := backup.Check(from)
	if err != nil {
		return Restored{}, err
	}
	if !slices.ContainsFunc(m.Files, func(f backup.File) bool { return f.Name == keyFile }) {
		return Restored{}, fmt.Errorf("restore %s: it has no %s, so nothing in it could be used", from, keyFile)
	}
	report, err := backup.Restore(ctx, from, data, verify)
	if err != nil || !verify {
		return Restored{Report: report}, err
	}
	trail, err := VerifyAudit(ctx, data, "")
	if err != nil {
		return Restored{Report: report}, fmt.Errorf("the files are in place, but the audit trail cannot be checked: %w", err)
	}
	return Restored{report, &trail}, nil
}
