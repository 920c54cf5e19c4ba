package kubernetes

import (
	"bytes"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"strings"
)

// envelope is what an audit event may come in. Each cloud and collector has its own.
type envelope struct {
	// CloudWatch Logs, to which EKS sends: a subscription message of log group "/aws/eks/CLUSTER/cluster".
	LogGroup  string `json:"logGroup"`
	LogEvents []struct {
		Message jsontext.Value `json:"message"`
	} `json:"logEvents"`
	// Azure Monitor, to which AKS sends: a diagnostic record of category kube-audit or kube-audit-admin.
	Category   string         `json:"category"`
	ResourceID string         `json:"resourceId"`
	Time       string         `json:"time"`
	Properties jsontext.Value `json:"properties"`
	// Cloud Logging, to which GKE sends: an audit log entry of service k8s.io.
	ProtoPayload jsontext.Value `json:"protoPayload"`
	// Collectors that put the line into a member of their own.
	Message      jsontext.Value `json:"message"`
	AtMessage    jsontext.Value `json:"@message"`
	Log          jsontext.Value `json:"log"`
	LogProcessed jsontext.Value `json:"log_processed"`
}

// unwrap gives the audit events in an envelope. What only the envelope says of them, the cluster and the time, is noted in
// members of ours, so that the same user in two clusters stays two identities.
func unwrap(record []byte) [][]byte {
	if bytes.HasPrefix(record, []byte(`{"kind":"Event","apiVersion":"audit.k8s.io/`)) ||
		!bytes.Contains(record, []byte(`"protoPayload"`)) && !enveloped(record) {
		return nil
	}
	var e envelope
	if json.Unmarshal(record, &e) != nil {
		return nil
	}
	switch {
	case len(e.LogEvents) > 0:
		cluster := strings.TrimSuffix(strings.TrimPrefix(e.LogGroup, "/aws/eks/"), "/cluster")
		if cluster == e.LogGroup {
			cluster = ""
		}
		var all [][]byte
		for _, one := range e.LogEvents {
			if event := auditEvent(one.Message); event != nil {
				all = append(all, noted(event, addedCluster, cluster))
			}
		}
		return all
	case strings.HasPrefix(e.Category, "kube-audit"):
		return one(noted(noted(e.azure(), addedCluster, lastOf(e.ResourceID)), "tabard_time", e.Time))
	case len(e.ProtoPayload) > 0:
		return one(fromGKE(record))
	}
	for _, inner := range []jsontext.Value{e.Message, e.AtMessage, e.Log, e.LogProcessed} {
		if event := auditEvent(inner); event != nil {
			return one(event)
		}
	}
	return nil
}

// enveloped reports whether a record has a name that only envelopes have.
func enveloped(record []byte) bool {
	for _, name := range []string{`"logEvents"`, `kube-audit`, `"message":"{`, `"message": "{`, `"@message"`, `"log":"{`, `"log": "{`, `"log":{`, `"log_processed"`} {
		if bytes.Contains(record, []byte(name)) {
			return true
		}
	}
	return false
}

func one(record []byte) [][]byte {
	if record == nil {
		return nil
	}
	return [][]byte{record}
}

func lastOf(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// azure gives the event in properties.log. Some exports put all of properties into a string.
func (e envelope) azure() []byte {
	var properties struct {
		Log jsontext.Value `json:"log"`
	}
	doc := document(e.Properties)
	if doc == nil || json.Unmarshal(doc, &properties) != nil {
		return nil
	}
	return document(properties.Log)
}

// auditEvent gives the document in a message when it is an audit event.
func auditEvent(message jsontext.Value) []byte {
	doc := document(message)
	if bytes.Contains(doc, []byte(`audit.k8s.io/`)) || bytes.Contains(doc, []byte(`"auditID"`)) {
		return doc
	}
	return nil
}

// document gives the JSON object that a value is, or that its string holds.
func document(value jsontext.Value) []byte {
	switch value.Kind() {
	case '{':
		return value
	case '"':
		text, err := jsontext.AppendUnquote(nil, value)
		if text = bytes.TrimSpace(text); err == nil && len(text) > 0 && text[0] == '{' {
			return text
		}
	default:
	}
	return nil
}

// noted puts a member at the front of an object.
func noted(object []byte, name, value string) []byte {
	if object == nil || value == "" || bytes.Contains(object, []byte(`"`+name+`"`)) {
		return object
	}
	quoted, err := jsontext.AppendQuote(nil, value)
	if err != nil {
		return object
	}
	out := append(make([]byte, 0, len(object)+len(name)+len(quoted)+8), `{"`...)
	out = append(append(append(out, name...), `":`...), quoted...)
	if rest := bytes.TrimSpace(object[1:]); len(rest) > 0 && rest[0] != '}' {
		out = append(out, ',')
	}
	return append(out, object[1:]...)
}
