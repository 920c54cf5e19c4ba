package aws

import (
	"bytes"
	"encoding/json/jsontext"
	"encoding/json/v2"
)

// envelope is what a record may come in: a CloudWatch Logs subscription or export, or an EventBridge event.
type envelope struct {
	LogEvents []struct {
		Message jsontext.Value `json:"message"`
	} `json:"logEvents"`
	Detail jsontext.Value `json:"detail"`
	Source string         `json:"source"`
}

// unwrapTrail gives the records in an envelope.
func unwrapTrail(record []byte) [][]byte {
	if bytes.HasPrefix(record, []byte(`{"eventVersion"`)) {
		return nil // the order in which CloudTrail itself writes
	}
	if !bytes.Contains(record, []byte(`"logEvents"`)) && !bytes.Contains(record, []byte(`"detail"`)) {
		if plain := recased(record); plain != nil {
			return [][]byte{plain}
		}
		return nil
	}
	return unwrap(record, []byte(`"eventSource"`))
}

// unwrap opens an envelope whose records hold a name that tells them from other things that come in the same envelope.
func unwrap(record, mark []byte) [][]byte {
	var e envelope
	if json.Unmarshal(record, &e) != nil {
		return nil
	}
	var all [][]byte
	for _, one := range e.LogEvents {
		if text := document(one.Message); bytes.Contains(text, mark) {
			all = append(all, text)
		}
	}
	if len(all) == 0 && len(e.Detail) > 0 && e.Detail.Kind() == '{' && bytes.Contains(e.Detail, mark) {
		all = append(all, e.Detail)
	}
	return all
}

// document gives the JSON document that a message is, or that its string holds.
func document(message jsontext.Value) []byte {
	switch message.Kind() {
	case '{':
		return message
	case '"':
		text, err := jsontext.AppendUnquote(nil, message)
		if err == nil && bytes.HasPrefix(bytes.TrimSpace(text), []byte{'{'}) {
			return text
		}
	default:
	}
	return nil
}
