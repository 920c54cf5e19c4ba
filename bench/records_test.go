package bench

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"
)

// shape is one kind of record, and the fields that a decoder is asked for.
type shape struct {
	name   string
	fields string // one a line: path and kind; "[]" behind a name stands for an array
	record func(r *rand.Rand, at time.Time) string
}

// start is when the first record is written; twenty more follow each second.
var start = time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)

// records makes n records of a shape, the same ones every time.
func (s shape) records(n int) [][]byte {
	r := rand.New(rand.NewPCG(1, uint64(len(s.name))))
	all := make([][]byte, n)
	for i := range all {
		all[i] = []byte(s.record(r, start.Add(time.Duration(i)*50*time.Millisecond)))
	}
	return all
}

var shapes = []shape{
	{"cloudtrail", cloudTrailFields, cloudTrailRecord},
	{"kubernetes", kubernetesFields, kubernetesRecord},
	{"github", gitHubFields, gitHubRecord},
}

func pick(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }

// busy picks a number below n; as in real life, a few come up most of the time.
func busy(r *rand.Rand, n uint64) uint64 { return rand.NewZipf(r, 1.3, 2, n-1).Uint64() }

func hex(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte("0123456789abcdef"[r.IntN(16)])
	}
	return b.String()
}

// hash gives a number for a text.
func hash(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // it never fails
	return h.Sum64()
}

func uuid(r *rand.Rand) string {
	return hex(r, 8) + "-" + hex(r, 4) + "-4" + hex(r, 3) + "-a" + hex(r, 3) + "-" + hex(r, 12)
}

func clock(at time.Time) string { return at.Format(time.RFC3339) }

func fineClock(at time.Time) string { return at.Format("2006-01-02T15:04:05.000000Z") }

func address(r *rand.Rand) string {
	return fmt.Sprintf("%s.%d", pick(r, "198.51.100", "203.0.113", "192.0.2"), 1+r.IntN(254))
}

const cloudTrailFields = `
eventVersion string
eventTime string
eventSource string
eventName string
awsRegion string
sourceIPAddress string
userAgent string
errorCode string
errorMessage string
requestID string
eventID string
eventType string
eventCategory string
apiVersion string
recipientAccountId string
sharedEventID string
vpcEndpointId string
sessionCredentialFromConsole string
readOnly bool
managementEvent bool
userIdentity.type string
userIdentity.principalId string
userIdentity.arn string
userIdentity.accountId string
userIdentity.accessKeyId string
userIdentity.userName string
userIdentity.invokedBy string
userIdentity.identityProvider string
userIdentity.sessionContext.sessionIssuer.type string
userIdentity.sessionContext.sessionIssuer.principalId string
userIdentity.sessionContext.sessionIssuer.arn string
userIdentity.sessionContext.sessionIssuer.accountId string
userIdentity.sessionContext.sessionIssuer.userName string
userIdentity.sessionContext.attributes.creationDate string
userIdentity.sessionContext.attributes.mfaAuthenticated string
userIdentity.sessionContext.webIdFederationData.federatedProvider string
userIdentity.sessionContext.ec2RoleDelivery string
userIdentity.sessionContext.sourceIdentity string
requestParameters.userName string
requestParameters.roleName string
requestParameters.roleArn string
requestParameters.roleSessionName string
requestParameters.groupName string
requestParameters.policyArn string
requestParameters.policyName string
requestParameters.policyDocument string
requestParameters.instanceProfileName string
requestParameters.bucketName string
requestParameters.key string
requestParameters.durationSeconds number
responseElements.accessKey.accessKeyId string
responseElements.accessKey.userName string
responseElements.accessKey.status string
responseElements.credentials.accessKeyId string
responseElements.credentials.expiration string
responseElements.assumedRoleUser.arn string
responseElements.role.arn string
additionalEventData.MFAUsed string
tlsDetails.tlsVersion string
resources[].ARN string
`

// cloudTrailRecord writes a record as the CloudTrail user guide describes them: about 1,800 roles in nine accounts, some much
// busier than others, four sessions each, that mostly read; one record in twenty issues a session, one in fifty creates a key,
// one in fifty changes a policy.
func cloudTrailRecord(r *rand.Rand, at time.Time) string {
	account, region := fmt.Sprintf("%012d", 111111111111+r.IntN(9)), pick(r, "eu-central-1", "us-east-1", "eu-west-1")
	kind := pick(r, "ci-deploy", "report-agent", "etl-nightly", "support-copilot")
	role, run := fmt.Sprintf("%s-%02d", kind, busy(r, 50)), r.IntN(4)
	own := rand.New(rand.NewPCG(uint64(len(role)), uint64(run)<<40|hash(account+role)))
	session, roleID, keyID := pick(own, "run-", "agent-")+hex(own, 8), "AROA"+strings.ToUpper(hex(own, 17)), "ASIA"+strings.ToUpper(hex(own, 16))
	source, name, parameters, answer := "iam", "CreateAccessKey", `{"userName":"svc-`+hex(r, 4)+`"}`, "null"
	switch n := r.IntN(100); {
	case n < 2:
		answer = `{"accessKey":{"accessKeyId":"AKIA` + strings.ToUpper(hex(r, 16)) + `","status":"Active","userName":"svc-agent","createDate":"Mar 3, 2026, 9:14:05 AM"}}`
	case n < 4:
		name = "PutRolePolicy"
		parameters = `{"roleName":"` + role + `","policyName":"inline-` + hex(r, 6) + `","policyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:ListBucket\"],\"Resource\":\"*\"}]}"}`
	case n < 9:
		source, name = "sts", "AssumeRole"
		parameters = `{"roleArn":"arn:aws:iam::` + account + `:role/` + role + `","roleSessionName":"` + session + `","durationSeconds":3600}`
		answer = `{"credentials":{"accessKeyId":"` + keyID + `","sessionToken":"` + hex(r, 200) +
			`","expiration":"Mar 3, 2026, 10:14:05 AM"},"assumedRoleUser":{"assumedRoleId":"` + roleID + `:` + session +
			`","arn":"arn:aws:sts::` + account + `:assumed-role/` + role + `/` + session + `"}}`
	case n < 55:
		source, name = "s3", "GetObject"
		parameters = `{"bucketName":"reports-` + hex(own, 6) + `","Host":"reports.s3.amazonaws.com","key":"2026/03/` + hex(r, 12) + `.parquet"}`
	case n < 75:
		source, name = "kms", "Decrypt"
		parameters = `{"encryptionAlgorithm":"SYMMETRIC_DEFAULT","encryptionContext":{"aws:s3:arn":"arn:aws:s3:::reports-` + hex(own, 6) + `"}}`
	default:
		source, name = "ec2", "DescribeInstances"
		parameters = `{"maxResults":100,"instancesSet":{},"filterSet":{"items":[{"name":"tag:team","valueSet":{"items":[{"value":"` + hex(r, 6) + `"}]}}]}}`
	}
	failed := ""
	if r.IntN(8) == 0 {
		failed, answer = `"errorCode":"AccessDenied","errorMessage":"User: arn:aws:sts::`+account+`:assumed-role/`+role+`/`+session+
			` is not authorized to perform: `+source+`:`+name+` because no identity-based policy allows the action",`, "null"
	}
	return `{"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"` + roleID + `:` + session +
		`","arn":"arn:aws:sts::` + account + `:assumed-role/` + role + `/` + session + `","accountId":"` + account + `","accessKeyId":"` +
		keyID + `","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"` + roleID +
		`","arn":"arn:aws:iam::` + account + `:role/` + role + `","accountId":"` + account + `","userName":"` + role +
		`"},"attributes":{"creationDate":"` + clock(at.Add(-time.Hour)) + `","mfaAuthenticated":"false"}}},"eventTime":"` + clock(at) + `","eventSource":"` + source +
		`.amazonaws.com","eventName":"` + name + `","awsRegion":"` + region + `","sourceIPAddress":"` + address(r) +
		`","userAgent":"aws-cli/2.15.30 Python/3.11.8 Linux/6.1 exe/x86_64 prompt/off command/` + source + `",` + failed +
		`"requestParameters":` + parameters + `,"responseElements":` + answer + `,"requestID":"` + uuid(r) + `","eventID":"` + uuid(r) +
		`","readOnly":` + pick(r, "true", "false") + `,"resources":[{"accountId":"` + account + `","type":"AWS::IAM::Role","ARN":"arn:aws:iam::` + account +
		`:role/` + role + `"}],"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"` + account +
		`","eventCategory":"Management","tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"` +
		source + `.` + region + `.amazonaws.com"}}`
}

const kubernetesFields = `
kind string
apiVersion string
level string
auditID string
stage string
requestURI string
verb string
requestReceivedTimestamp string
stageTimestamp string
userAgent string
sourceIPs[] string
user.username string
user.uid string
user.groups[] string
user.extra.authentication\.kubernetes\.io/credential-id[] string
user.extra.authentication\.kubernetes\.io/pod-name[] string
user.extra.authentication\.kubernetes\.io/node-name[] string
impersonatedUser.username string
impersonatedUser.uid string
impersonatedUser.groups[] string
objectRef.resource string
objectRef.namespace string
objectRef.name string
objectRef.uid string
objectRef.apiGroup string
objectRef.apiVersion string
objectRef.resourceVersion string
objectRef.subresource string
responseStatus.status string
responseStatus.reason string
responseStatus.message string
responseStatus.code number
annotations.authorization\.k8s\.io/decision string
annotations.authorization\.k8s\.io/reason string
annotations.pod-security\.kubernetes\.io/enforce-policy string
annotations.authentication\.k8s\.io/legacy-token string
requestObject.kind string
requestObject.type string
requestObject.metadata.name string
requestObject.metadata.namespace string
requestObject.metadata.labels.app string
requestObject.metadata.labels.owner string
requestObject.metadata.labels.team string
requestObject.spec.serviceAccountName string
requestObject.spec.hostNetwork bool
requestObject.spec.hostPID bool
requestObject.spec.expirationSeconds number
requestObject.spec.audiences[] string
requestObject.spec.containers[].image string
requestObject.spec.containers[].securityContext.privileged bool
requestObject.spec.volumes[].hostPath.path string
requestObject.roleRef.kind string
requestObject.roleRef.name string
requestObject.subjects[].kind string
requestObject.subjects[].name string
requestObject.subjects[].namespace string
requestObject.rules[].verbs[] string
requestObject.rules[].resources[] string
responseObject.metadata.uid string
responseObject.status.expirationTimestamp string
`

// kubernetesRecord writes an event as the API server's audit log does at level RequestResponse.
func kubernetesRecord(r *rand.Rand, at time.Time) string {
	namespace, account := pick(r, "finance", "ml", "platform"), pick(r, "invoice-triage", "notebook", "deployer")
	resource, name, group, request, status := "pods", account+"-"+hex(r, 5), "", "", "Pod"
	switch r.IntN(3) {
	case 0:
		request = `{"kind":"Pod","apiVersion":"v1","metadata":{"name":"` + name + `","namespace":"` + namespace + `","labels":{"app":"` + account +
			`","team":"` + namespace + `"},"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"` + name +
			`\"},\"spec\":{\"containers\":[{\"image\":\"registry.example/agent:1.4\",\"name\":\"agent\"}]}}\n"}},"spec":{"volumes":[{"name":"data","emptyDir":{}},{"name":"host","hostPath":{"path":"/var/run","type":""}}],"containers":[{"name":"agent","image":"registry.example/agent:1.4","env":[{"name":"MODEL","value":"any"},{"name":"REGION","value":"eu"}],"resources":{"limits":{"cpu":"2","memory":"1Gi"},"requests":{"cpu":"100m","memory":"256Mi"}},"volumeMounts":[{"name":"data","mountPath":"/data"}],"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent","securityContext":{"privileged":false,"allowPrivilegeEscalation":false}}],"restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","serviceAccountName":"` + account +
			`","serviceAccount":"` + account + `","securityContext":{},"schedulerName":"default-scheduler","enableServiceLinks":true},"status":{}}`
	case 1:
		resource, status = "serviceaccounts", "TokenRequest"
		request = `{"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","metadata":{},"spec":{"audiences":["https://kubernetes.default.svc"],"expirationSeconds":3607,"boundObjectRef":{"kind":"Pod","apiVersion":"v1","name":"` + name + `","uid":"` + uuid(r) + `"}},"status":{"token":"","expirationTimestamp":null}}`
	case 2:
		resource, group, status = "rolebindings", "rbac.authorization.k8s.io", "RoleBinding"
		request = `{"kind":"RoleBinding","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"` + name + `","namespace":"` + namespace +
			`","creationTimestamp":null},"subjects":[{"kind":"ServiceAccount","name":"` + account + `","namespace":"` + namespace + `"}],"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"` + pick(r, "edit", "view", "admin") + `"}}`
	}
	return `{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"RequestResponse","auditID":"` + uuid(r) + `","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/` +
		namespace + `/` + resource + `?fieldManager=kubectl-client-side-apply&fieldValidation=Strict","verb":"create","user":{"username":"system:serviceaccount:` + namespace + `:` + account +
		`","uid":"` + uuid(r) + `","groups":["system:serviceaccounts","system:serviceaccounts:` + namespace + `","system:authenticated"],"extra":{"authentication.kubernetes.io/credential-id":["JTI=` + uuid(r) +
		`"],"authentication.kubernetes.io/node-name":["node-` + hex(r, 4) + `"],"authentication.kubernetes.io/pod-name":["` + account + `-` + hex(r, 10) + `"],"authentication.kubernetes.io/pod-uid":["` + uuid(r) +
		`"]}},"sourceIPs":["` + address(r) + `"],"userAgent":"kubectl/v1.33.2 (linux/amd64) kubernetes/a57b6f7","objectRef":{"resource":"` + resource + `","namespace":"` + namespace + `","name":"` + name +
		`","apiGroup":"` + group + `","apiVersion":"v1"},"responseStatus":{"metadata":{},"code":201},"requestObject":` + request + `,"responseObject":{"kind":"` + status +
		`","apiVersion":"v1","metadata":{"name":"` + name + `","namespace":"` + namespace + `","uid":"` + uuid(r) + `","resourceVersion":"` + fmt.Sprint(r.IntN(1_000_000)) + `","creationTimestamp":"` + clock(at) +
		`","managedFields":[{"manager":"kubectl-client-side-apply","operation":"Update","apiVersion":"v1","time":"` + clock(at) + `","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:annotations":{".":{},"f:kubectl.kubernetes.io/last-applied-configuration":{}},"f:labels":{".":{},"f:app":{},"f:team":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"agent\"}":{".":{},"f:image":{},"f:imagePullPolicy":{},"f:name":{},"f:resources":{}}},"f:dnsPolicy":{},"f:enableServiceLinks":{},"f:restartPolicy":{}}}}]},"status":{"phase":"Pending","qosClass":"Burstable"}},"requestReceivedTimestamp":"` +
		fineClock(at) + `","stageTimestamp":"` + fineClock(at.Add(16169*time.Microsecond)) +
		`","annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":"RBAC: allowed by RoleBinding \"` + account + `/` + namespace + `\" of ClusterRole \"edit\" to ServiceAccount \"` + account + `/` + namespace + `\"","pod-security.kubernetes.io/enforce-policy":"baseline:latest"}}`
}

const gitHubFields = `
@timestamp number
_document_id string
action string
actor string
actor_id number
actor_ip string
actor_is_bot bool
actor_location.country_code string
application_name string
application_client_id string
business string
business_id number
created_at number
credential_authorized_at string
deploy_key_fingerprint string
external_identity_nameid string
fingerprint string
hashed_token string
head_branch string
head_sha string
hook_id number
integration string
invitee string
key string
key_id number
name string
new_policy string
oauth_application string
oauth_application_id number
oauth_application_name string
operation_type string
org string
org_id number
owner_type string
permission string
permissions_added.contents string
previous_visibility string
programmatic_access_type string
public_repo bool
pull_request_id number
read_only string
repo string
repo_id number
repository string
repository_id number
repository_selection string
request_access_security_header string
request_id string
role string
secret_name string
started_at string
team string
title string
token_id number
token_scopes string
topic string
trigger_id string
user string
user_agent string
user_id number
visibility string
workflow_id number
workflow_run_id number
`

// gitHubRecord writes an entry as GitHub's audit-log stream does: flat, with the fields that its action has.
func gitHubRecord(r *rand.Rand, at time.Time) string {
	org, actor := pick(r, "octo-labs", "acme-data"), pick(r, "mira-k", "jonas-b", "release-bot[bot]", "code-agent[bot]")
	repo := org + "/" + pick(r, "billing", "infra", "notebooks")
	milli := at.UnixMilli()
	action, rest := "personal_access_token.access_granted", `"programmatic_access_type":"Fine-grained personal access token","repository_selection":"all","permissions_added":{"contents":"write","metadata":"read"},"user_programmatic_access_name":"nightly-`+hex(r, 4)+`"`
	switch r.IntN(3) {
	case 1:
		action = "public_key.create"
		rest = `"fingerprint":"SHA256:` + hex(r, 43) + `","key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI` + hex(r, 43) + `","key_id":` + fmt.Sprint(r.IntN(1e8)) + `,"read_only":"false","title":"deploy ` + hex(r, 4) + `"`
	case 2:
		action = "workflows.completed_workflow_run"
		rest = `"head_branch":"main","head_sha":"` + hex(r, 40) + `","name":"build & release","run_attempt":1,"run_number":` + fmt.Sprint(r.IntN(9999)) + `,"started_at":"` + clock(at) + `","completed_at":"` + clock(at) + `","conclusion":"success","event":"push","topic":"WORKFLOWS","trigger_id":null,"workflow_id":` + fmt.Sprint(r.IntN(1e8)) + `,"workflow_run_id":` + fmt.Sprint(r.IntN(1e9))
	}
	return `{"@timestamp":` + fmt.Sprint(milli) + `,"_document_id":"` + hex(r, 22) + `","action":"` + action + `","actor":"` + actor + `","actor_id":` + fmt.Sprint(r.IntN(1e8)) +
		`,"actor_ip":"` + address(r) + `","actor_is_bot":` + pick(r, "true", "false") + `,"actor_location":{"country_code":"` + pick(r, "DE", "US", "NL") +
		`"},"business":"octo","business_id":` + fmt.Sprint(r.IntN(1e5)) + `,"created_at":` + fmt.Sprint(milli) + `,"external_identity_nameid":"` + actor + `@example.com","hashed_token":"` + hex(r, 43) +
		`=","operation_type":"create","org":"` + org + `","org_id":` + fmt.Sprint(r.IntN(1e8)) + `,"public_repo":false,"repo":"` + repo + `","repo_id":` + fmt.Sprint(r.IntN(1e9)) + `,"request_access_security_header":null,"request_id":"` +
		strings.ToUpper(hex(r, 4)+":"+hex(r, 6)+":"+hex(r, 7)) + `","token_id":` + fmt.Sprint(r.IntN(1e9)) + `,"token_scopes":"repo,workflow","user":"` + actor + `","user_agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36","user_id":` + fmt.Sprint(r.IntN(1e8)) +
		`,"visibility":"private",` + rest + `}`
}
