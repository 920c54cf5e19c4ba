package aws

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// The fields of a CloudTrail record that Normalize reads.
const (
	eventTime = iota
	eventName
	eventSource
	eventID
	eventType
	awsRegion
	sourceIP
	userAgent
	errorCode
	errorMessage
	recipient
	fromConsole
	idType
	idPrincipal
	idARN
	idAccount
	idAccessKey
	idUserName
	idInvokedBy
	idProvider
	idCredential
	idOnBehalfOf
	idStore
	idScopeARN
	idScopeType
	idIssuedTo
	issuerType
	issuerPrincipal
	issuerARN
	issuerAccount
	issuerName
	federatedProvider
	federatedSubject
	sessionCreated
	sessionMFA
	sourceIdentity
	ec2Delivery
	insightName
	insightSource
	resourceARN
	resourceType
	request
	response
	additional
	serviceDetails
	targetFields // the first of those that name targets, see targets.go
)

// trailFields lays the fields out under the names that CloudTrail gives them, and under those of tables that hold
// trails, which lose the capitals.
func trailFields() *either.Fields {
	plain := [targetFields]string{
		eventTime: "eventTime", eventName: "eventName", eventSource: "eventSource", eventID: "eventID", eventType: "eventType",
		awsRegion: "awsRegion", sourceIP: "sourceIPAddress", userAgent: "userAgent", errorCode: "errorCode",
		errorMessage: "errorMessage", recipient: "recipientAccountId", fromConsole: "sessionCredentialFromConsole",
		idType: "userIdentity.type", idPrincipal: "userIdentity.principalId", idARN: "userIdentity.arn",
		idAccount: "userIdentity.accountId", idAccessKey: "userIdentity.accessKeyId", idUserName: "userIdentity.userName",
		idInvokedBy: "userIdentity.invokedBy", idProvider: "userIdentity.identityProvider",
		idCredential: "userIdentity.credentialId", idOnBehalfOf: "userIdentity.onBehalfOf.userId",
		idStore: "userIdentity.onBehalfOf.identityStoreArn", idScopeARN: "userIdentity.inScopeOf.sourceArn",
		idScopeType: "userIdentity.inScopeOf.issuerType", idIssuedTo: "userIdentity.inScopeOf.credentialsIssuedTo",
		issuerType:        "userIdentity.sessionContext.sessionIssuer.type",
		issuerPrincipal:   "userIdentity.sessionContext.sessionIssuer.principalId",
		issuerARN:         "userIdentity.sessionContext.sessionIssuer.arn",
		issuerAccount:     "userIdentity.sessionContext.sessionIssuer.accountId",
		issuerName:        "userIdentity.sessionContext.sessionIssuer.userName",
		federatedProvider: "userIdentity.sessionContext.webIdFederationData.federatedProvider",
		federatedSubject:  "userIdentity.sessionContext.webIdFederationData.attributes.sub",
		sessionCreated:    "userIdentity.sessionContext.attributes.creationDate",
		sessionMFA:        "userIdentity.sessionContext.attributes.mfaAuthenticated",
		sourceIdentity:    "userIdentity.sessionContext.sourceIdentity",
		ec2Delivery:       "userIdentity.sessionContext.ec2RoleDelivery",
		insightName:       "insightDetails.eventName", insightSource: "insightDetails.eventSource",
		resourceARN: "resources.ARN", resourceType: "resources.type",
		request: "requestParameters", response: "responseElements", additional: "additionalEventData",
		serviceDetails: "serviceEventDetails",
	}
	all := make([][]string, 0, len(plain)+len(targetNames))
	for _, path := range plain {
		names := []string{path}
		if lower := strings.ToLower(path); lower != path {
			names = append(names, lower)
		}
		if path == "eventTime" {
			names = append(names, "@timestamp")
		}
		all = append(all, names)
	}
	for _, target := range targetNames {
		all = append(all, []string{"requestParameters." + target.name})
	}
	return either.New(all...)
}

func cloudTrail() tabard.Family {
	fields := trailFields()
	named := len(fields.Paths()) - len(targetNames) // fields that name targets have one path each, and come last
	return tabard.Family{
		Name:  "aws.cloudtrail",
		Title: "AWS CloudTrail",
		Marks: [][]string{
			{"eventSource", "eventName"},
			{"eventSource", "eventName", "awsRegion", "eventVersion"},
			{"eventsource", "eventname"},
			{"eventName", "userIdentity"},
			{"eventName", "eventVersion"},
			{"eventName", "awsRegion"},
			{"eventSource", "userIdentity"},
			{"eventSource", "requestParameters"},
			{"eventName", "requestParameters"},
			{"eventType=AwsCloudTrailInsight", "insightDetails"},
			{"detail.eventSource", "detail.eventName"},
			{"detail-type", "source=aws.*", "detail.userIdentity"},
			{"logEvents.message.eventSource", "logEvents.message.eventName"},
		},
		Paths:       fields.Paths(),
		ID:          []string{"eventID"},
		EventName:   "eventName",
		EventSource: "eventSource",
		Secrets:     trailSecrets(),
		Unwrap:      unwrapTrail,
		Time: func(s *tabard.Slots) time.Time {
			at, err := trailTime(fields.Of(s))
			if err != nil {
				return time.Time{} // Normalize refuses the record
			}
			return at
		},
		TimePaths: fields.PathsOf(eventTime),
		Normalize: func(s *tabard.Slots, e *tabard.Event) error {
			return normalizeTrail(trail{Record: fields.Of(s), s: s, e: e, named: named})
		},
	}
}

// trail reads one CloudTrail record.
type trail struct {
	either.Record
	s     *tabard.Slots
	e     *tabard.Event
	named int // the slot of the first field that names a target
}

var errNoCall = errors.New("not a CloudTrail record: it names no event and no caller")

// trailTime gives the time of an event, the zero time where there is none: people who pass records on take times out.
func trailTime(r either.Record) (time.Time, error) {
	said := r.Bytes(eventTime)
	if !bytes.ContainsAny(said, "0123456789") {
		return time.Time{}, nil
	}
	at, err := tabard.ParseTime(said)
	if err != nil {
		return time.Time{}, fmt.Errorf("eventTime: %w", err)
	}
	return at, nil
}

func normalizeTrail(r trail) (err error) {
	e := r.e
	if e.Time, err = trailTime(r.Record); err != nil {
		return err
	}
	source, name := service(r.Bytes(eventSource)), r.Bytes(eventName)
	if len(name) == 0 {
		source, name = service(r.Bytes(insightSource)), r.Bytes(insightName)
	}
	if len(name) == 0 {
		name = r.Bytes(eventType)
	}
	if len(name) == 0 && len(source) == 0 && !r.Has(idType) && !r.Has(idARN) {
		return errNoCall
	}
	e.Event = string(r.Bytes(eventID))
	e.Action = r.action(source, name)
	e.Realm = r.First(recipient, idAccount)
	e.Source, e.UserAgent = r.Text(sourceIP), r.Text(userAgent)
	r.who()
	if e.Realm == "" {
		e.Realm = accountOf(e.Actor.ID)
	}
	r.outcome(source)
	r.targets()
	c := call{trail: r, account: e.Realm, partition: partitionOf(e.Actor.ID)}
	c.effects()
	return nil
}

// service gives the name of an event source without the domain, as IAM actions spell it.
func service(source []byte) []byte {
	const domain = ".amazonaws.com"
	if n := len(source) - len(domain); n > 0 && string(source[n:]) == domain {
		return source[:n]
	}
	return source
}

// action gives "service:Event".
func (r trail) action(source, name []byte) string {
	text := r.s.Scratch(len(source) + 1 + len(name))
	n := copy(text, source)
	text[n] = ':'
	copy(text[n+1:], name)
	if len(source) == 0 || len(name) == 0 {
		return r.Intern(append(text[:0], append(source, name...)...))
	}
	return r.Intern(text)
}

// outcome reads how the call ended. Without an error code it succeeded, as CloudTrail documents; what happened at a sign-in
// is said by its answer.
func (r trail) outcome(source []byte) {
	e := r.e
	e.Outcome = tabard.OutcomeSuccess
	if code := r.Text(errorCode); code != "" {
		e.Outcome, e.Error, e.Message = tabard.OutcomeFailure, code, string(r.Bytes(errorMessage))
		return
	}
	switch {
	case r.Has(insightName):
		e.Outcome = tabard.OutcomeUnknown // a remark on many calls
	case string(source) == "signin" || r.Has(serviceDetails):
		r.signInOutcome()
	}
	if e.Outcome == tabard.OutcomeFailure {
		e.Message = string(r.Bytes(errorMessage))
	}
}

// signInOutcome reads "Success" or "Failure", which stands under the event's own name. A sign-in without an answer is unknown.
func (r trail) signInOutcome() {
	said := false
	for _, field := range []int{response, serviceDetails} {
		for _, node := range r.Nodes(field) {
			switch node.Child(string(r.Bytes(eventName))).String() {
			case "Success":
				r.e.Outcome = tabard.OutcomeSuccess
				return
			case "Failure":
				r.e.Outcome = tabard.OutcomeFailure
				return
			}
			said = said || len(node.Keys()) > 0
		}
	}
	if string(r.Bytes(eventName)) == "ConsoleLogin" {
		r.e.Outcome = tabard.OutcomeUnknown
		if r.Has(errorMessage) { // "Failed authentication"
			r.e.Outcome = tabard.OutcomeFailure
		}
	}
}

// partitionOf gives the partition of an ARN: "aws" where there is none.
func partitionOf(text string) string {
	if arn, ok := ParseARN(text); ok {
		return arn.Partition
	}
	return "aws"
}
