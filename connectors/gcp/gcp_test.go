package gcp

import (
	"flag"
	"testing"

	"tabard.dev/tabard"
	"tabard.dev/tabard/tabardtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestFamilies(t *testing.T) {
	for _, f := range Connector().Families {
		t.Run(f.Name, func(t *testing.T) {
			tabardtest.Family(t, f)
			tabardtest.Golden(t, f, *update)
		})
	}
}

func FuzzAudit(f *testing.F) { tabardtest.FuzzFamily(f, audit()) }

func BenchmarkAudit(b *testing.B) {
	tabardtest.Benchmark(b, audit(), "testdata/gcp.audit/samples.jsonl")
}

// A principal lives where its address says, whichever project's log tells of it.
func TestPrincipals(t *testing.T) {
	tests := map[string]tabard.Actor{
		"serviceAccount:x@p1.iam.gserviceaccount.com": {Key: tabard.Key{Realm: "p1", ID: "x@p1.iam.gserviceaccount.com"}, Type: "serviceAccount", Kind: tabard.KindService},
		"77-compute@developer.gserviceaccount.com":    {Key: tabard.Key{Realm: "77", ID: "77-compute@developer.gserviceaccount.com"}, Type: "serviceAccount", Kind: tabard.KindService},
		"p2@appspot.gserviceaccount.com":              {Key: tabard.Key{Realm: "p2", ID: "p2@appspot.gserviceaccount.com"}, Type: "serviceAccount", Kind: tabard.KindService},
		"user:ada@globex.example":                     {Key: tabard.Key{Realm: "globex.example", ID: "ada@globex.example"}, Type: "user", Kind: tabard.KindHuman},
		"ada@globex.example":                          {Key: tabard.Key{Realm: "globex.example", ID: "ada@globex.example"}, Type: "user", Kind: tabard.KindHuman},
		"group:g@globex.example":                      {Key: tabard.Key{Realm: "globex.example", ID: "g@globex.example"}, Type: "group"},
		"deleted:user:ada@globex.example?uid=12":      {Key: tabard.Key{Realm: "globex.example", ID: "ada@globex.example"}, Type: "user", Kind: tabard.KindHuman},
		"domain:globex.example":                       {Key: tabard.Key{Realm: "log", ID: "globex.example"}, Type: "domain"},
		"allUsers":                                    {Key: tabard.Key{Realm: "log", ID: "allUsers"}},
		"principal://iam.googleapis.com/locations/global/workforcePools/staff/subject/ada": {
			Key: tabard.Key{Realm: "log", ID: "principal://iam.googleapis.com/locations/global/workforcePools/staff/subject/ada"}, Name: "ada", Type: "federated", Kind: tabard.KindHuman,
		},
	}
	for member, want := range tests {
		got := principal(member, "log")
		if want.Name == "" {
			want.Name = want.ID
		}
		if got != want {
			t.Errorf("principal(%q) = %+v, want %+v", member, got, want)
		}
	}
}
