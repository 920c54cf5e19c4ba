package refusedsharejump

import (
	"strings"
	"testing"

	"tabard.dev/tabard"
)

func TestFiresOnTheFactAlone(t *testing.T) {
	judge := Behavior().Detectors[0].Judge
	of := func(kind tabard.FactKind) []tabard.Finding {
		return judge(&tabard.Event{System: "aws-prod"}, []tabard.Fact{{Kind: kind, Was: "the usual", Now: "aws-prod: what is now"}}, nil)
	}
	if found := of(tabard.FactRefusals); len(found) != 1 || !strings.Contains(found[0].Summary, "the usual") || found[0].Group == "" {
		t.Errorf("found %+v", found)
	}
	if found := of(tabard.FactNewAction); len(found) != 0 {
		t.Errorf("another fact gives %+v", found)
	}
}
