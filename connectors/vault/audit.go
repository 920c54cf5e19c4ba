package vault

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// The fields of an audit entry that Normalize reads. Those of an auth block come twice: that of the token that asks, and
// that of the token that a response hands out.
const (
	entryTime = iota
	entryType
	entryError
	requestID
	operation
	path
	mountPoint
	mountType
	namespacePath
	remoteAddress
	userAgent
	wrapTTL
	clientAccessor
	requestData
	responseData
	responseMount
	leaseID
	wrapAccessor
	wrapTime
	wrapTTLGiven
	certificateSerial
	allowed
	granting
	asking // the first field of the asking token
)

const (
	given      = asking + authFields // the first field of the token that is handed out
	fieldCount = given + authFields
)

// The fields of an auth block, counted from asking or given.
const (
	accessor = iota
	displayName
	entityID
	tokenType
	tokenTTL
	tokenIssued
	policies
	identityPolicies
	metaRole
	metaUser
	metaAccount
	metaAccountSpace
	metaARN
	metaCommonName
	metaRepository
	metaCommit
	metaRun
	leaseSeconds
	clientToken
	authFields
)

func auditFields() *either.Fields {
	all := make([][]string, fieldCount)
	for field, paths := range map[int][]string{
		entryTime: {"time"}, entryType: {"type"}, entryError: {"error"}, requestID: {"request.id"}, operation: {"request.operation"},
		path: {"request.path"}, mountPoint: {"request.mount_point"}, mountType: {"request.mount_type", "response.mount_type"},
		namespacePath: {"request.namespace.path"}, remoteAddress: {"request.remote_address"},
		userAgent: {"request.headers.user-agent", "request.headers.User-Agent"}, wrapTTL: {"request.wrap_ttl"},
		clientAccessor: {"request.client_token_accessor"}, requestData: {"request.data"}, responseData: {"response.data"},
		responseMount: {"response.mount_point"}, leaseID: {"response.secret.lease_id"},
		wrapAccessor: {"response.wrap_info.accessor"}, wrapTime: {"response.wrap_info.creation_time"}, wrapTTLGiven: {"response.wrap_info.ttl"},
		certificateSerial: {"request.client_certificate_serial_number"},
		allowed:           {"auth.policy_results.allowed"}, granting: {"auth.policy_results.granting_policies.name"},
	} {
		all[field] = paths
	}
	for block, prefix := range map[int]string{asking: "auth.", given: "response.auth."} {
		for field, names := range map[int][]string{
			accessor: {"accessor"}, displayName: {"display_name"}, entityID: {"entity_id"}, tokenType: {"token_type"},
			tokenTTL: {"token_ttl"}, tokenIssued: {"token_issue_time"}, policies: {"token_policies", "policies"}, identityPolicies: {"identity_policies"},
			metaRole: {"metadata.role_name", "metadata.role"}, metaUser: {"metadata.username"},
			metaAccount: {"metadata.service_account_name"}, metaAccountSpace: {"metadata.service_account_namespace"},
			metaARN: {"metadata.canonical_arn", "metadata.arn"}, metaCommonName: {"metadata.common_name", "metadata.cert_name"},
			metaRepository: {"metadata.repository", "metadata.project_path"}, metaCommit: {"metadata.sha", "metadata.commit", "metadata.ref"},
			metaRun: {"metadata.run_id", "metadata.pipeline_id"}, leaseSeconds: {"lease_duration"}, clientToken: {"client_token"},
		} {
			for _, name := range names {
				all[block+field] = append(all[block+field], prefix+name)
			}
		}
	}
	return either.New(all...)
}

func audit() tabard.Family {
	fields := auditFields()
	return tabard.Family{
		Name:  "vault.audit",
		Title: "Vault and OpenBao audit log",
		Marks: [][]string{
			{"request.operation", "request.path", "type"},
			{"request.operation", "request.path", "auth"},
			{"request.operation", "request.path", "request.client_token"},
			{"request.operation", "request.path", "request.mount_type"},
			{"request.operation", "request.path", "request.id", "time"},
		},
		Paths:       fields.Paths(),
		ID:          []string{"request.id", "type"},
		EventName:   "request.operation",
		EventSource: "request.mount_type",
		Redact:      redact,
		Normalize:   func(s *tabard.Slots, e *tabard.Event) error { return normalize(entry{fields.Of(s), s, e}) },
	}
}

// entry reads one audit entry.
type entry struct {
	either.Record
	s *tabard.Slots
	e *tabard.Event
}

var errNoRequest = errors.New("not a Vault audit entry: it names neither an operation nor a path")

func normalize(r entry) error {
	e := r.e
	if !r.Has(operation) && !r.Has(path) {
		return errNoRequest
	}
	if said := r.Bytes(entryTime); bytes.ContainsAny(said, "0123456789") {
		at, err := tabard.ParseTime(said)
		if err != nil {
			return fmt.Errorf("time: %w", err)
		}
		e.Time = at
	}
	if id := r.Bytes(requestID); len(id) > 0 {
		e.Event = string(id)
	}
	e.Realm = strings.TrimSuffix(r.Text(namespacePath), "/")
	e.Source, e.UserAgent = r.Text(remoteAddress), r.Text(userAgent)
	at := r.route()
	e.Action = r.action(at)
	e.Targets = append(e.Targets, tabard.Target{Type: at.kind(), ID: at.whole, Name: at.rest})
	r.outcome()
	r.who(at)
	if r.answered() {
		r.changes(at)
	}
	return nil
}

// answered reports whether the entry tells how the request ended. Vault logs a request before it is carried out and the
// response after; only the response changes anything here, or everything would happen twice.
func (r entry) answered() bool {
	return r.Is(entryType, "response") || !r.Has(entryType) && r.Has(responseData)
}

// outcome reads how the request ended.
func (r entry) outcome() {
	e := r.e
	e.Outcome = tabard.OutcomeUnknown
	if yes, ok := r.Bool(allowed); ok && !yes {
		e.Outcome, e.Error = tabard.OutcomeFailure, "permission denied"
	}
	if text := r.Bytes(entryError); len(text) > 0 {
		e.Outcome, e.Message = tabard.OutcomeFailure, string(text)
		e.Error = errorOf(e.Message)
		return
	}
	if r.answered() && e.Outcome == tabard.OutcomeUnknown {
		e.Outcome = tabard.OutcomeSuccess
	}
}

// errorOf gives the first error of a list as Vault prints it: "1 error occurred:\n\t* permission denied\n\n".
func errorOf(message string) string {
	if _, rest, ok := strings.Cut(message, "* "); ok {
		message = rest
	}
	message, _, _ = strings.Cut(message, "\n")
	return strings.TrimSpace(message)
}

// seconds reads a number of seconds; not ok where there is none.
func (r entry) seconds(field int) (time.Duration, bool) {
	var n int64
	text := r.Bytes(field)
	if len(text) == 0 || len(text) > 10 {
		return 0, false
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return time.Duration(n) * time.Second, true
}

// detail notes something worth reading.
func (r entry) detail(name, value string) {
	if value == "" {
		return
	}
	if r.e.Details == nil {
		r.e.Details = make(map[string]string, 4)
	}
	r.e.Details[name] = value[:min(len(value), 256)]
}
