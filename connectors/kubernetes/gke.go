package kubernetes

import (
	"encoding/json/jsontext"
	"encoding/json/v2"
	"strings"
)

// logEntry is an entry that GKE writes to Cloud Logging: the audit event in Google's words.
// Source: https://cloud.google.com/kubernetes-engine/docs/how-to/audit-logging
type logEntry struct {
	Proto struct {
		MethodName         string `json:"methodName"`
		ResourceName       string `json:"resourceName"`
		AuthenticationInfo struct {
			PrincipalEmail    string `json:"principalEmail"`
			PrincipalSubject  string `json:"principalSubject"`
			AuthoritySelector string `json:"authoritySelector"`
		} `json:"authenticationInfo"`
		AuthorizationInfo []struct {
			Granted *bool `json:"granted"`
		} `json:"authorizationInfo"`
		RequestMetadata struct {
			CallerIP string `json:"callerIp"`
			Caller   string `json:"callerIP"`
			Agent    string `json:"callerSuppliedUserAgent"`
		} `json:"requestMetadata"`
		RequestURI string         `json:"requestURI"`
		Request    jsontext.Value `json:"request"`
		Response   jsontext.Value `json:"response"`
		Status     *struct {
			Code    int    `json:"code"`
			Message string `json:"message"`
		} `json:"status"`
	} `json:"protoPayload"`
	Resource struct {
		Labels struct {
			Project  string `json:"project_id"`
			Location string `json:"location"`
			Cluster  string `json:"cluster_name"`
		} `json:"labels"`
	} `json:"resource"`
	Labels    jsontext.Value `json:"labels"`
	Timestamp string         `json:"timestamp"`
	Received  string         `json:"receiveTimestamp"`
	InsertID  string         `json:"insertId"`
	Operation struct {
		ID string `json:"id"`
	} `json:"operation"`
}

// event is an audit event as an API server writes it, with what else the entry says beside it.
type event struct {
	Kind        string         `json:"kind"`
	APIVersion  string         `json:"apiVersion"`
	AuditID     string         `json:"auditID,omitzero"`
	Stage       string         `json:"stage"`
	RequestURI  string         `json:"requestURI,omitzero"`
	Verb        string         `json:"verb,omitzero"`
	User        *eventUser     `json:"user,omitzero"`
	SourceIPs   []string       `json:"sourceIPs,omitzero"`
	UserAgent   string         `json:"userAgent,omitzero"`
	ObjectRef   *eventRef      `json:"objectRef,omitzero"`
	Status      *eventStatus   `json:"responseStatus,omitzero"`
	Request     jsontext.Value `json:"requestObject,omitzero"`
	Response    jsontext.Value `json:"responseObject,omitzero"`
	Time        string         `json:"stageTimestamp,omitzero"`
	Annotations jsontext.Value `json:"annotations,omitzero"`
	Cluster     string         `json:"tabard_cluster,omitzero"`
	Original    jsontext.Value `json:"protoPayload,omitzero"`
	Resource    jsontext.Value `json:"resource,omitzero"`
	LogName     jsontext.Value `json:"logName,omitzero"`
}

type eventUser struct {
	Username string `json:"username"`
}

type eventRef struct {
	Resource    string `json:"resource,omitzero"`
	Namespace   string `json:"namespace,omitzero"`
	Name        string `json:"name,omitzero"`
	APIGroup    string `json:"apiGroup,omitzero"`
	APIVersion  string `json:"apiVersion,omitzero"`
	Subresource string `json:"subresource,omitzero"`
}

type eventStatus struct {
	Code    int    `json:"code"`
	Message string `json:"message,omitzero"`
}

// fromGKE writes an entry as the audit event it was made of, so that one set of rules reads all clusters. Request and answer
// move to where Kubernetes has them; everything else of the entry is kept beside.
func fromGKE(record []byte) []byte {
	var in logEntry
	var whole struct {
		Proto    map[string]jsontext.Value `json:"protoPayload"`
		Resource jsontext.Value            `json:"resource"`
		LogName  jsontext.Value            `json:"logName"`
	}
	if json.Unmarshal(record, &in) != nil || json.Unmarshal(record, &whole) != nil {
		return nil
	}
	p := &in.Proto
	out := event{Kind: "Event", APIVersion: "audit.k8s.io/v1", Stage: "ResponseComplete", RequestURI: p.RequestURI, UserAgent: p.RequestMetadata.Agent}
	out.AuditID = firstOf(in.Operation.ID, in.InsertID)
	out.Time = firstOf(in.Timestamp, in.Received)
	out.Verb, out.ObjectRef = methodOf(p.MethodName, p.ResourceName)
	if user := firstOf(p.AuthenticationInfo.PrincipalEmail, p.AuthenticationInfo.AuthoritySelector, p.AuthenticationInfo.PrincipalSubject); user != "" {
		out.User = &eventUser{user}
	}
	if ip := firstOf(p.RequestMetadata.CallerIP, p.RequestMetadata.Caller); ip != "" {
		out.SourceIPs = []string{ip}
	}
	out.Status = statusOf(&in, out.Verb)
	out.Request, out.Response = object(p.Request), object(p.Response)
	out.Annotations = object(in.Labels)
	if names := in.Resource.Labels; names.Cluster != "" {
		out.Cluster = strings.Trim(names.Project+"/"+names.Location+"/"+names.Cluster, "/")
	}
	delete(whole.Proto, "request")
	delete(whole.Proto, "response")
	kept, err := json.Marshal(whole.Proto, json.Deterministic(true))
	if err != nil {
		return nil
	}
	out.Original, out.Resource, out.LogName = kept, whole.Resource, whole.LogName
	text, err := json.Marshal(&out)
	if err != nil {
		return nil
	}
	return text
}

// statusOf gives the HTTP status that a google.rpc status stands for. An entry without one tells of a success.
func statusOf(in *logEntry, verb string) *eventStatus {
	denied := false
	for _, info := range in.Proto.AuthorizationInfo {
		denied = denied || info.Granted != nil && !*info.Granted
	}
	status := in.Proto.Status
	switch {
	case status != nil && status.Code != 0:
		http := map[int]int{3: 400, 5: 404, 6: 409, 7: 403, 8: 429, 9: 400, 10: 409, 11: 400, 12: 501, 14: 503, 16: 401}[status.Code]
		if http == 0 {
			http = 500
		}
		return &eventStatus{http, status.Message}
	case denied:
		return &eventStatus{Code: 403}
	case refused(in.Proto.Response) != 0:
		return &eventStatus{Code: refused(in.Proto.Response)}
	case verb == "create":
		return &eventStatus{Code: 201}
	}
	return &eventStatus{Code: 200}
}

// refused gives the HTTP status of an answer that is a failure in Kubernetes's own words, 0 of any other: some entries say so
// nowhere else.
func refused(answer jsontext.Value) int {
	var status struct {
		Status jsontext.Value `json:"status"` // an object in the answers that are none
		Code   int            `json:"code"`
	}
	if json.Unmarshal(answer, &status) != nil || string(status.Status) != `"Failure"` {
		return 0
	}
	if status.Code == 0 {
		return 500
	}
	return status.Code
}

// methodOf reads "io.k8s.core.v1.pods.exec.create" and "core/v1/namespaces/NS/pods/NAME/exec".
func methodOf(method, name string) (verb string, ref *eventRef) {
	words := strings.Split(method, ".")
	if len(words) < 3 {
		return method, nil
	}
	verb = words[len(words)-1]
	ref = &eventRef{}
	for i, word := range words {
		if version(word) && i < len(words)-2 {
			ref.Resource = words[i+1]
			ref.Subresource = strings.Join(words[i+2:len(words)-1], "/")
			ref.APIVersion = word
			break
		}
	}
	if ref.Resource == "" {
		ref.Resource = words[len(words)-2]
	}
	parts := strings.Split(name, "/")
	if len(parts) > 1 && version(parts[1]) {
		if parts[0] != "core" {
			ref.APIGroup = parts[0]
		}
		parts = parts[2:]
	}
	if len(parts) > 2 && parts[0] == "namespaces" {
		ref.Namespace, parts = parts[1], parts[2:]
	}
	if len(parts) > 1 && parts[0] == ref.Resource {
		ref.Name = parts[1]
	}
	return verb, ref
}

// version reports whether a word is an API version: v1, v2beta1.
func version(word string) bool {
	return len(word) > 1 && word[0] == 'v' && word[1] >= '0' && word[1] <= '9'
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// object leaves out what is no object or list.
func object(value jsontext.Value) jsontext.Value {
	if kind := value.Kind(); kind == '{' || kind == '[' {
		return value
	}
	return nil
}
