package kubernetes

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// The fields of an audit event that Normalize reads.
const (
	auditID = iota
	stage
	verb
	requestURI
	happened
	userName
	userUID
	userGroups
	credentialID
	podName
	podUID
	nodeName
	awsKey
	awsARN
	awsSession
	asName
	asUID
	asGroups
	sourceIPs
	userAgent
	resource
	subresource
	namespace
	objectName
	apiGroup
	statusCode
	statusReason
	statusMessage
	statusWord
	decision
	decisionReason
	issuedCredential
	cluster
	requestName
	responseName
	requestLabels
	requestAnnotations
	requestKind
	podAccount
	request
	response
	fieldCount
)

// addedCluster is the member in which [unwrap] notes the cluster that only the envelope names.
const addedCluster = "tabard_cluster"

func auditFields() *either.Fields {
	all := [fieldCount][]string{
		auditID: {"auditID"}, stage: {"stage"}, verb: {"verb"}, requestURI: {"requestURI"},
		happened: {"stageTimestamp", "requestReceivedTimestamp", "timestamp", "metadata.creationTimestamp", "@timestamp", "tabard_time"},
		userName: {"user.username"}, userUID: {"user.uid"}, userGroups: {"user.groups"},
		credentialID: {"user.extra.authentication.kubernetes.io/credential-id"},
		podName:      {"user.extra.authentication.kubernetes.io/pod-name"},
		podUID:       {"user.extra.authentication.kubernetes.io/pod-uid"},
		nodeName:     {"user.extra.authentication.kubernetes.io/node-name"},
		awsKey:       {"user.extra.accessKeyId"}, awsARN: {"user.extra.canonicalArn", "user.extra.arn"}, awsSession: {"user.extra.sessionName"},
		asName: {"impersonatedUser.username"}, asUID: {"impersonatedUser.uid"}, asGroups: {"impersonatedUser.groups"},
		sourceIPs: {"sourceIPs"}, userAgent: {"userAgent"},
		resource: {"objectRef.resource"}, subresource: {"objectRef.subresource"}, namespace: {"objectRef.namespace"}, objectName: {"objectRef.name"}, apiGroup: {"objectRef.apiGroup"},
		statusCode: {"responseStatus.code"}, statusReason: {"responseStatus.reason"}, statusMessage: {"responseStatus.message"}, statusWord: {"responseStatus.status"},
		decision: {"annotations.authorization.k8s.io/decision"}, decisionReason: {"annotations.authorization.k8s.io/reason"},
		issuedCredential: {"annotations.authentication.kubernetes.io/issued-credential-id"},
		cluster:          {addedCluster, "cluster", "clusterName", "cluster_name", "kubernetes.cluster.name", "kubernetes.cluster_name", "orchestrator.cluster.name"},
		requestName:      {"requestObject.metadata.name"}, responseName: {"responseObject.metadata.name"},
		requestLabels: {"requestObject.metadata.labels"}, requestAnnotations: {"requestObject.metadata.annotations"},
		requestKind: {"requestObject.kind", "responseObject.kind"},
		podAccount:  {"requestObject.spec.serviceAccountName", "requestObject.spec.template.spec.serviceAccountName"},
		request:     {"requestObject"}, response: {"responseObject"},
	}
	return either.New(all[:]...)
}

func audit() tabard.Family {
	fields := auditFields()
	return tabard.Family{
		Name:  "kubernetes.audit",
		Title: "Kubernetes audit log",
		Marks: [][]string{
			{"apiVersion=audit.k8s.io/*", "kind=Event"},
			{"auditID", "verb"},
			{"auditID", "requestURI"},
			{"auditID", "objectRef"},
			{"auditID", "stage"},
			{"kind=Event", "verb", "objectRef"},
			{"kind=Event", "verb", "user.username"},
			{"kind=Event", "verb", "responseStatus"},
			{"kind=Event", "verb", "requestURI"},
			{"verb", "objectRef.resource"},
			{"logEvents.message.auditID"},
			// GKE's records are Google Cloud's too; a name more than those have keeps one set of rules for all clusters.
			{"protoPayload.serviceName=k8s.io", "protoPayload.serviceName", "protoPayload"},
			{"protoPayload.serviceName=k8s.io", "protoPayload.methodName=io.k8s.*", "protoPayload"},
			{"protoPayload.methodName=io.k8s.*", "protoPayload.methodName", "protoPayload"},
			{"operation.producer=k8s.io", "operation.producer", "protoPayload"},
			{"resource.type=k8s_cluster", "resource.type", "protoPayload"},
			// So are AKS's Azure's.
			{"category=kube-audit*", "category", "properties"},
			{"category=kube-audit*", "category", "properties", "resourceId", "operationName"},
			{"message.auditID"},
			{"log.auditID"},
			{"@message.auditID"},
			{"log_processed.auditID"},
		},
		Paths:       fields.Paths(),
		ID:          []string{"auditID", "stage"},
		EventName:   "verb",
		EventSource: "objectRef.resource",
		Secrets: []tabard.SecretPath{
			{Path: "requestObject.spec.token", Kind: "token"},
			{Path: "responseObject.spec.token", Kind: "token"},
			{Path: "requestObject.status.token", Kind: "token"},
			{Path: "responseObject.status.token", Kind: "token"},
			{Path: "requestObject.spec.password", Kind: "password"},
			{Path: "responseObject.status.password", Kind: "password"},
			{Path: "requestObject.webhooks.clientConfig.password", Kind: "password"},
		},
		Unwrap: unwrap,
		Redact: redact,
		Time: func(s *tabard.Slots) time.Time {
			at, err := auditTime(fields.Of(s))
			if err != nil {
				return time.Time{} // Normalize refuses the record
			}
			return at
		},
		TimePaths: fields.PathsOf(happened),
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalize(entry{fields.Of(s), s, e}) },
	}
}

// entry reads one audit event.
type entry struct {
	either.Record
	s *tabard.Slots
	e *tabard.Event
}

var errNoRequest = errors.New("not a Kubernetes audit event: it says neither what was asked for nor by whom")

// auditTime gives the time of an event, the zero time where there is none: people who pass records on take times out.
func auditTime(r either.Record) (time.Time, error) {
	said := r.Bytes(happened)
	if !bytes.ContainsAny(said, "0123456789") {
		return time.Time{}, nil
	}
	at, err := tabard.ParseTime(said)
	if err != nil {
		return time.Time{}, fmt.Errorf("time: %w", err)
	}
	return at, nil
}

func normalize(r entry) (err error) {
	e := r.e
	if e.Time, err = auditTime(r.Record); err != nil {
		return err
	}
	e.Event = string(r.Bytes(auditID))
	e.Realm = r.Text(cluster)
	ref := r.object()
	e.Action = r.action(ref)
	if e.Action == "" && !r.Has(userName) {
		return errNoRequest
	}
	e.Source, e.UserAgent = r.Text(sourceIPs), r.Text(userAgent)
	r.who()
	r.outcome()
	r.labels()
	if ref.resource != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: ref.kind(r), ID: ref.id(), Name: ref.name})
		r.changes(ref)
	}
	return nil
}

// ref names what a request is on.
type ref struct{ resource, subresource, namespace, name string }

// object reads what the request is on: from objectRef, else from the path of the request.
func (r entry) object() ref {
	o := ref{r.Text(resource), r.Text(subresource), r.Text(namespace), r.Text(objectName)}
	if o.resource == "" {
		return refOfPath(string(r.Bytes(requestURI)))
	}
	if o.name == "" {
		// The name of what is created is in no path.
		o.name = r.First(responseName, requestName)
	}
	return o
}

// id is the object's name in its namespace.
func (o ref) id() string {
	switch {
	case o.namespace == "" || o.resource == "namespaces":
		return o.name
	case o.name == "":
		return o.namespace + "/"
	}
	return o.namespace + "/" + o.name
}

func (o ref) kind(r entry) string {
	if o.subresource == "" {
		return o.resource
	}
	return r.joined(o.resource, '/', o.subresource)
}

// refOfPath reads an API path: "/api/v1/namespaces/NS/RESOURCE/NAME/SUB", "/apis/GROUP/VERSION/…". Other paths are no objects.
func refOfPath(uri string) ref {
	path, _, _ := strings.Cut(uri, "?")
	parts := strings.Split(strings.Trim(path, "/"), "/")
	switch {
	case len(parts) > 2 && parts[0] == "api":
		parts = parts[2:]
	case len(parts) > 3 && parts[0] == "apis":
		parts = parts[3:]
	default:
		return ref{}
	}
	var o ref
	if parts[0] == "namespaces" && len(parts) > 2 {
		o.namespace, parts = parts[1], parts[2:]
	}
	o.resource = parts[0]
	if len(parts) > 1 {
		o.name = parts[1]
	}
	if len(parts) > 2 {
		o.subresource = parts[2]
	}
	return o
}

// action gives "create serviceaccounts/token", or "get /healthz" for what is no object.
func (r entry) action(o ref) string {
	did := r.Text(verb)
	switch {
	case o.resource != "" && did != "":
		return r.joined(did, ' ', o.kind(r))
	case did != "":
		path, _, _ := bytes.Cut(r.Bytes(requestURI), []byte{'?'})
		if len(path) == 0 {
			return did
		}
		return r.joined(did, ' ', string(path))
	case o.resource != "":
		return o.kind(r)
	}
	if path, _, _ := bytes.Cut(r.Bytes(requestURI), []byte{'?'}); len(path) > 0 {
		return r.Intern(path)
	}
	if r.Has(userName) {
		return "request"
	}
	return ""
}

// joined gives two words as one interned text.
func (r entry) joined(a string, by byte, b string) string {
	text := r.s.Scratch(len(a) + 1 + len(b))
	n := copy(text, a)
	text[n] = by
	copy(text[n+1:], b)
	return r.Intern(text)
}

// outcome reads how the request ended. Before it ended, and where the audit policy leaves the status out, it is unknown.
func (r entry) outcome() {
	e := r.e
	e.Outcome = tabard.OutcomeUnknown
	if r.Is(decision, "forbid") {
		e.Outcome, e.Error, e.Message = tabard.OutcomeFailure, "Forbidden", r.Text(decisionReason)
	}
	if r.Is(stage, "RequestReceived") {
		return
	}
	code, err := strconv.Atoi(string(r.Bytes(statusCode)))
	ok := err == nil
	switch {
	case r.Is(stage, "Panic"), ok && code >= 400, r.Is(statusWord, "Failure"):
		e.Outcome = tabard.OutcomeFailure
		if e.Error = r.Text(statusReason); e.Error == "" {
			e.Error = r.Text(statusCode)
		}
		if message := r.Bytes(statusMessage); len(message) > 0 {
			e.Message = string(message)
		}
	case ok && code > 0, r.Is(statusWord, "Success"):
		if e.Outcome != tabard.OutcomeFailure {
			e.Outcome = tabard.OutcomeSuccess
		}
	}
}
