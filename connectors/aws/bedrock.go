package aws

import (
	"bytes"
	"errors"
	"fmt"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// The fields of a model invocation record that Normalize reads.
const (
	invTime = iota
	invOperation
	invModel
	invAccount
	invRegion
	invRequest
	invIdentity
	invError
	invOutput
	invInputTokens
	invOutputTokens
	invStop
	invGuardrail
	invMetadata
	invInferred
	invFields
)

func invocationFields() *either.Fields {
	all := [invFields][]string{
		invTime: {"timestamp"}, invOperation: {"operation"}, invModel: {"modelId"}, invAccount: {"accountId"}, invRegion: {"region"},
		invRequest: {"requestId"}, invIdentity: {"identity.arn"}, invError: {"errorCode"},
		invOutput:       {"output"},
		invInputTokens:  {"input.inputTokenCount", "output.outputBodyJson.usage.inputTokens", "output.outputBodyJson.usage.input_tokens"},
		invOutputTokens: {"output.outputTokenCount", "output.outputBodyJson.usage.outputTokens", "output.outputBodyJson.usage.output_tokens"},
		invStop:         {"output.outputBodyJson.stopReason", "output.outputBodyJson.stop_reason"},
		invGuardrail:    {"output.outputBodyJson.amazon-bedrock-guardrailAction"},
		invMetadata:     {"requestMetadata"}, invInferred: {"inferenceRegion"},
	}
	return either.New(all[:]...)
}

func bedrockInvocation() tabard.Family {
	fields := invocationFields()
	return tabard.Family{
		Name:  "aws.bedrock",
		Title: "Amazon Bedrock model invocation log",
		Marks: [][]string{
			{"schemaType=ModelInvocationLog"},
			{"modelId", "operation", "identity.arn"},
			{"modelId", "operation", "requestId", "accountId"},
			{"logEvents.message.schemaType=ModelInvocationLog"},
		},
		Paths:       fields.Paths(),
		ID:          []string{"requestId"},
		EventName:   "operation",
		EventSource: "modelId",
		Unwrap: func(record []byte) [][]byte {
			if !bytes.Contains(record, []byte(`"logEvents"`)) {
				return nil
			}
			return unwrap(record, []byte(`ModelInvocationLog`))
		},
		Normalize: func(s *tabard.Slots, e *tabard.Event) error { return normalizeInvocation(fields.Of(s), e) },
	}
}

var errNoInvocation = errors.New("not a model invocation: it names no operation and no model")

func normalizeInvocation(r either.Record, e *tabard.Event) error {
	if said := r.Bytes(invTime); bytes.ContainsAny(said, "0123456789") {
		at, err := tabard.ParseTime(said)
		if err != nil {
			return fmt.Errorf("timestamp: %w", err)
		}
		e.Time = at
	}
	operation, model := r.Text(invOperation), r.Text(invModel)
	if operation == "" && model == "" {
		return errNoInvocation
	}
	e.Event = string(r.Bytes(invRequest))
	e.Action = "bedrock:" + operation
	e.Actor, e.Session.ID = caller(r.Text(invIdentity), r.Text(invAccount))
	if e.Realm = r.Text(invAccount); e.Realm == "" {
		e.Realm = e.Actor.Realm
	}
	if model != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: "AWS::Bedrock::FoundationModel", ID: model, Name: nameOf(model)})
	}
	switch code := r.Text(invError); {
	case code != "":
		e.Outcome, e.Error = tabard.OutcomeFailure, code
	case r.Has(invOutput):
		e.Outcome = tabard.OutcomeSuccess
	default:
		e.Outcome = tabard.OutcomeUnknown
	}
	for _, field := range [...]struct {
		name string
		slot int
	}{
		{"input_tokens", invInputTokens},
		{"output_tokens", invOutputTokens},
		{"stop_reason", invStop},
		{"guardrail", invGuardrail},
		{"inference_region", invInferred},
	} {
		if text := r.Text(field.slot); text != "" {
			if e.Details == nil {
				e.Details = make(map[string]string, 4)
			}
			e.Details[field.name] = text
		}
	}
	// What the caller says of its own request, for attribution.
	for _, node := range r.Nodes(invMetadata) {
		for _, key := range sorted(node.Keys()) {
			if value := node.Child(key).String(); value != "" && len(value) <= 256 && len(e.Labels) < 16 {
				if e.Labels == nil {
					e.Labels = make(map[string]string, 4)
				}
				e.Labels[key] = value
			}
		}
	}
	return nil
}

// caller is an identity of which only the ARN is known.
func caller(arn, account string) (who tabard.Actor, session string) {
	who = tabard.Actor{Realm: accountOf(arn), ID: arn, Type: typeOfARN(arn), Name: nameOf(arn)}
	if role, name, ok := roleOfSession(arn); ok {
		who.ID, who.Name, session = role, lastName(role), name
	}
	if who.Realm == "" {
		who.Realm = account
	}
	return who, session
}
