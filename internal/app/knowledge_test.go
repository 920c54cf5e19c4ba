package app

import (
	"os"
	"path/filepath"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/inventory"
)

// TestFolderOfOwners reads a folder: owners.yaml, and a CODEOWNERS file for each repository that its name tells.
func TestFolderOfOwners(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("owners.yaml", "\"svc-*\": team:platform\n")
	write("acme/erp/CODEOWNERS", "* @acme/finance\n")
	k := &knowledge{owners: dir}
	if err := k.open(); err != nil {
		t.Fatal(err)
	}
	s := inventory.New(k.config())
	for name, want := range map[string]string{"svc-export": "team:platform", "repo:acme/erp:ref:refs/heads/main": "team:finance"} {
		e := &tabard.Event{Family: "test", System: "s", Realm: "r", Action: "read", Outcome: tabard.OutcomeSuccess, Actor: tabard.Actor{Realm: "r", ID: name, Name: name}}
		s.Apply(e)
		if id, _ := s.Identity(e.Actor.Key); id.Owner == nil || id.Owner.ID != want {
			t.Errorf("the owner of %s is %+v, want %s", name, id.Owner, want)
		}
	}
	before := k.checksum()
	write("acme/erp/CODEOWNERS", "* @acme/ledger\n")
	if string(before) == string(k.checksum()) {
		t.Error("a changed CODEOWNERS file goes unseen")
	}
	write("owners.yaml", "\"svc-*\": [\n")
	if _, err := k.read(); err == nil {
		t.Error("a broken owners file is taken")
	}
}
