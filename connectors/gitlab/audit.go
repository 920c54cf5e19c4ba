package gitlab

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// realm stands for the instance, which no record names.
const realm = "gitlab"

const (
	fTime = iota
	fEvent
	fID
	fAuthor
	fAuthorName
	fAuthorEmail
	fAuthorClass
	fIP
	fEntity
	fEntityType
	fEntityPath
	fTarget
	fTargetType
	fTargetDetails
	fMessage
	fAdd
	fRemove
	fChange
	fFrom
	fTo
	fAs
	fWith
	fFailed
	fExpires
	fFields
)

// in gives the places of a field: at the top, in "details" as the API nests it, and in "detail" as collectors fold it.
func in(names ...string) []string {
	var all []string
	for _, name := range names {
		all = append(all, name, "details."+name, "detail."+name)
	}
	return all
}

var fields = [fFields][]string{
	fTime:          {"created_at", "time"},
	fEvent:         in("event_type", "event_name"),
	fID:            {"id"},
	fAuthor:        {"author_id"},
	fAuthorName:    in("author_name", "username"),
	fAuthorEmail:   in("author_email"),
	fAuthorClass:   in("author_class"),
	fIP:            in("ip_address", "remote_ip"),
	fEntity:        {"entity_id"},
	fEntityType:    {"entity_type"},
	fEntityPath:    in("entity_path"),
	fTarget:        in("target_id"),
	fTargetType:    in("target_type"),
	fTargetDetails: in("target_details"),
	fMessage:       in("custom_message", "message"),
	fAdd:           in("add"),
	fRemove:        in("remove"),
	fChange:        in("change"),
	fFrom:          in("from"),
	fTo:            in("to"),
	fAs:            in("as"),
	fWith:          in("with"),
	fFailed:        in("failed_login"),
	fExpires:       in("expiry_to", "expires_at"),
}

func audit() tabard.Family {
	layout := either.New(fields[:]...)
	return tabard.Family{
		Name:  "gitlab.audit",
		Title: "GitLab audit events",
		Marks: [][]string{
			{"author_id", "entity_type", "target_type"},
			{"author_id", "entity_id", "entity_type"},
			{"author_id", "details.target_type"},
			{"author_id", "event_type", "created_at"},
			{"entity_type", "target_details", "ip_address"},
			{"detail.custom_message", "detail.target_details"},
			{"details.custom_message"},
			{"detail.custom_message"},
			{"details.author_name", "details.target_type"},
		},
		Paths:     layout.Paths(),
		EventName: "event_type",
		Secrets: []tabard.SecretPath{
			{Path: "details.token", Kind: "token"}, {Path: "token", Kind: "token"}, {Path: "details.value", Kind: "secret"}, {Path: "details.password", Kind: "password"},
		},
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalize(layout.Of(s), e) },
	}
}

var errNotGitLab = errors.New("not a GitLab audit event: it says neither what was done nor to what")

func normalize(r either.Record, e *tabard.Event) error {
	if e.Action = action(r); e.Action == "" {
		return errNotGitLab
	}
	at, err := r.Time(fTime)
	if err != nil {
		return fmt.Errorf("created_at: %w", err)
	}
	e.Time, e.Realm = at, realm
	// Only events that are stored have a number; those that are only streamed carry an id that is unique as well.
	e.Event = r.Text(fID)
	e.Source = r.Text(fIP)
	e.Outcome = tabard.OutcomeUnknown
	if r.Has(fFailed) || strings.HasPrefix(e.Action, "login_failed") || strings.HasSuffix(e.Action, "_login_failed") {
		e.Outcome, e.Error = tabard.OutcomeFailure, r.Text(fFailed)
	}
	e.Actor = account(r.Text(fAuthor), r.First(fAuthorName, fAuthorEmail), r.Text(fAuthorClass))
	if id := r.First(fTarget, fTargetDetails); id != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: r.Text(fTargetType), ID: id, Name: r.Text(fTargetDetails)})
	}
	if id := r.First(fEntityPath, fEntity); id != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: r.Text(fEntityType), ID: id})
	}
	for _, d := range [...]struct {
		field int
		name  string
	}{{fMessage, "message"}, {fChange, "change"}, {fFrom, "from"}, {fTo, "to"}, {fAs, "as"}, {fWith, "with"}, {fAdd, "add"}, {fRemove, "remove"}} {
		if text := r.Text(d.field); text != "" {
			detail(e, d.name, text)
		}
	}
	if texts := r.All(fTargetDetails); len(texts) > 1 {
		detail(e, "target_details", strings.Join(texts, " "))
	}
	changes(r, e)
	return nil
}

func detail(e *tabard.Event, name, text string) {
	if e.Details == nil {
		e.Details = make(map[string]string, 4)
	}
	e.Details[name] = text
}

// action is the event's type, which newer versions write, or the message or the change by which older ones tell it.
func action(r either.Record) string {
	if name := r.First(fEvent, fMessage); name != "" {
		return name
	}
	for _, one := range [...]struct {
		field int
		verb  string
	}{{fAdd, "add "}, {fRemove, "remove "}, {fChange, "change "}} {
		if what := r.Text(one.field); what != "" {
			return one.verb + what
		}
	}
	return ""
}

// account is a user by number. Numbers below one are not users: -1 is nobody signed in, -2 a deploy token, and so on.
func account(id, name, class string) tabard.Actor {
	if id == "" {
		id = name
	}
	if id == "" {
		return tabard.Actor{}
	}
	if name == "" {
		name = id
	}
	a := tabard.Actor{Realm: realm, ID: id, Name: name, Type: class}
	switch n, err := strconv.Atoi(id); {
	case strings.Contains(class, "DeployToken"), strings.Contains(class, "DeployKey"), err == nil && n == -2, err == nil && n == -3:
		a.Kind = tabard.KindService
	case strings.Contains(class, "Runner"), strings.Contains(class, "CiRunner"):
		a.Kind = tabard.KindWorkload
	case strings.HasPrefix(name, "project_") && strings.Contains(name, "_bot"), strings.HasPrefix(name, "group_") && strings.Contains(name, "_bot"), strings.HasPrefix(name, "service_account_"):
		a.Kind = tabard.KindService // names that GitLab gives the accounts of access tokens and service accounts
	}
	return a
}
