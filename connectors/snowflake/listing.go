package snowflake

import (
	"fmt"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// listed reads a row of a view that lists what there is: it was made at CREATED_ON, and is gone since DELETED_ON.
func listed(r either.Record, e *tabard.Event, what string) (tabard.Verb, error) {
	at, err := r.Time(fCreated)
	if err != nil {
		return "", fmt.Errorf("CREATED_ON: %w", err)
	}
	if ended, err := r.Time(fDeleted); err == nil && !ended.IsZero() {
		e.Time, e.Action = ended, "DROP "+what
		return tabard.Deleted, nil
	}
	e.Time, e.Action = at, "CREATE "+what
	return tabard.Created, nil
}

// user reads a row of USERS.
func user(r either.Record, e *tabard.Event) error {
	verb, err := listed(r, e, "USER")
	if err != nil {
		return err
	}
	kind := r.Text(fType)
	who := principal(e.Realm, r.First(fName, fLoginName), "USER")
	switch strings.ToUpper(kind) {
	case "SERVICE", "LEGACY_SERVICE", "SNOWFLAKE_SERVICE":
		who.Type, who.Kind = kind, tabard.KindService
	case "PERSON":
		who.Type, who.Kind = kind, tabard.KindHuman
	}
	e.Actor = principal(e.Realm, r.Text(fOwner), "ROLE")
	e.Targets = append(e.Targets, tabard.Target{Type: "USER", ID: who.ID})
	for _, d := range [...]struct {
		field int
		name  string
	}{{fDisabled, "disabled"}, {fHasPassword, "has_password"}, {fHasKey, "has_rsa_public_key"}, {fHasMFA, "has_mfa"}, {fDefaultRole, "default_role"}, {fLastLogin, "last_success_login"}} {
		if on, said := r.Bool(d.field); said {
			detail(e, d.name, map[bool]string{true: "true", false: "false"}[on])
		} else {
			detail(e, d.name, r.Text(d.field))
		}
	}
	e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: who})
	return nil
}

// credential reads a row of CREDENTIALS.
func credential(r either.Record, e *tabard.Event) error {
	verb, err := listed(r, e, "CREDENTIAL")
	if err != nil {
		return err
	}
	c := tabard.CredentialRef{ID: r.First(fCredential, fName)}
	c.Created, _ = r.Time(fCreated)
	switch kind := strings.ToUpper(r.Text(fType)); {
	case strings.Contains(kind, "PAT"), strings.Contains(kind, "TOKEN"):
		c.Kind = tabard.CredentialToken
	case strings.Contains(kind, "PASSWORD"):
		c.Kind = tabard.CredentialPassword
	default:
		c.Kind = tabard.CredentialKey
	}
	if c.Expires, err = r.Time(fExpires); err != nil {
		return fmt.Errorf("EXPIRATION_DATE: %w", err)
	}
	e.Targets = append(e.Targets, tabard.Target{Type: "CREDENTIAL", ID: c.ID, Name: r.Text(fName)})
	detail(e, "type", r.Text(fType))
	detail(e, "role_restriction", r.Text(fRestriction))
	detail(e, "last_used_on", r.Text(fLastUsed))
	e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectCredential, Identity: principal(e.Realm, r.Text(fUser), "USER"), Credential: c})
	return nil
}

// session reads a row of SESSIONS.
func session(r either.Record, e *tabard.Event) error {
	at, err := r.Time(fCreated)
	if err != nil {
		return fmt.Errorf("CREATED_ON: %w", err)
	}
	e.Time, e.Action = at, "SESSION" // its number could be that of a login
	e.Actor = principal(e.Realm, r.Text(fUser), "USER")
	e.Session.ID, e.Session.Started = r.Text(fSession), at
	e.UserAgent = r.Text(fApplication)
	detail(e, "authentication_method", r.Text(fMethod))
	return nil
}

// transfer reads a row of DATA_TRANSFER_HISTORY, which names nobody.
func transfer(r either.Record, e *tabard.Event) error {
	at, err := r.Time(fStart)
	if err != nil {
		return fmt.Errorf("START_TIME: %w", err)
	}
	e.Time = at
	if e.Action = r.Text(fTransfer); e.Action == "" {
		e.Action = "DATA_TRANSFER"
	}
	if to := strings.Trim(r.Text(fTargetCloud)+"/"+r.Text(fTargetRegion), "/"); to != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: "region", ID: to})
	}
	detail(e, "bytes", r.Text(fBytes))
	return nil
}
