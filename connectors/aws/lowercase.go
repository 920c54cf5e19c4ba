package aws

import (
	"bytes"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"strings"
)

// cases are the names of a CloudTrail record as CloudTrail writes them.
// Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
var cases = [...]string{
	"eventVersion", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "errorCode", "errorMessage",
	"requestParameters", "responseElements", "additionalEventData", "requestID", "eventID", "readOnly", "eventType", "managementEvent",
	"recipientAccountId", "serviceEventDetails", "sharedEventID", "vpcEndpointId", "vpcEndpointAccountId", "eventCategory", "tlsDetails",
	"sessionCredentialFromConsole", "apiVersion", "userIdentity", "principalId", "accountId", "accessKeyId", "userName", "invokedBy",
	"sessionContext", "sessionIssuer", "identityProvider", "creationDate", "mfaAuthenticated", "webIdFederationData", "onBehalfOf",
}

// recased gives a record whose names a table store, such as Athena, made lower case, in CloudTrail's own case, so that the same
// rules read it. Request parameters and answers stay as they are: their names are the services'. None where the record needs none.
func recased(record []byte) []byte {
	if !bytes.Contains(record, []byte(`"eventname"`)) {
		return nil
	}
	var top map[string]jsontext.Value
	if json.Unmarshal(record, &top) != nil || top["eventName"] != nil {
		return nil
	}
	text, err := json.Marshal(renamed(top), json.Deterministic(true))
	if err != nil {
		return nil
	}
	return text
}

func renamed(object map[string]jsontext.Value) map[string]jsontext.Value {
	out := make(map[string]jsontext.Value, len(object))
	for name, value := range object {
		for _, right := range cases {
			if strings.EqualFold(name, right) {
				name = right
				break
			}
		}
		switch name {
		case "userIdentity", "sessionContext", "sessionIssuer", "attributes":
			var inner map[string]jsontext.Value
			if json.Unmarshal(value, &inner) == nil && inner != nil {
				if text, err := json.Marshal(renamed(inner), json.Deterministic(true)); err == nil {
					value = text
				}
			}
		}
		if _, taken := out[name]; !taken || object[name] == nil {
			out[name] = value
		}
	}
	return out
}
