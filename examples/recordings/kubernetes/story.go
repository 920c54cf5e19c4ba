package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"maps"
	"net/http"
)

// Clients as they name themselves, and the hosts they are on.
const (
	kubectl   = "kubectl/v1.37.2 (linux/amd64) kubernetes/3f1c0d2"
	terraform = "HashiCorp/1.0 Terraform/1.13.1 terraform-provider-kubernetes/2.38"
	argo      = "argocd-application-controller/v3.1.0"
	coding    = "claude-code/2.1.4 mcp-server-kubernetes/0.6.1"
	triage    = "invoice-triage-agent/1.4 langgraph/0.6 python-httpx/0.28"
	pipeline  = "data-pipeline-agent openai-agents/0.9 python-requests/2.32"
	curl      = "curl/8.14.1"

	maraHost, tomasHost, ciHost       = "127.0.0.10", "127.0.0.11", "127.0.3.5"
	triageHost, pipelineHost          = "127.0.2.31", "127.0.2.51"
	sandbox1, sandbox2, sandbox3      = "127.0.2.41", "127.0.2.42", "127.0.2.43"
	unknownHost                       = "127.0.9.99"
	core, rbac                        = "/api/v1", "/apis/rbac.authorization.k8s.io/v1"
	finance, development, dataScience = "/namespaces/finance", "/namespaces/dev", "/namespaces/data"
)

type object = map[string]any

func meta(name string, more object) object {
	m := object{"name": name}
	maps.Copy(m, more)
	return m
}

func account(name string, annotations object) object {
	return object{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": meta(name, object{"annotations": annotations})}
}

func role(kind, name string, rules ...object) object {
	return object{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind, "metadata": meta(name, nil), "rules": rules}
}

func rule(group, resources, verbs []string) object {
	return object{"apiGroups": group, "resources": resources, "verbs": verbs}
}

func binding(kind, name, roleKind, roleName string, subjects ...object) object {
	return object{
		"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind, "metadata": meta(name, nil), "subjects": subjects,
		"roleRef": object{"apiGroup": "rbac.authorization.k8s.io", "kind": roleKind, "name": roleName},
	}
}

func serviceAccount(namespace, name string) object {
	return object{"kind": "ServiceAccount", "namespace": namespace, "name": name}
}

func user(name string) object {
	return object{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": name}
}

// teller goes on until the first step that the server answered unexpectedly.
type teller struct {
	c   *cluster
	err error
}

// ask does one request and expects a status.
func (t *teller) ask(ctx context.Context, who client, want int, method, path string, body any) object {
	if t.err != nil {
		return nil
	}
	status, answer, err := who.do(ctx, method, path, body)
	if err == nil && status != want {
		err = fmt.Errorf("answer %d, want %d: %v", status, want, answer["message"])
	}
	if err != nil {
		t.err = fmt.Errorf("%s %s as %s: %w", method, path, who.agent, err)
	}
	return answer
}

// token asks for a token of a service account, good for some seconds.
func (t *teller) token(ctx context.Context, who client, namespace, name string, seconds int) string {
	answer := t.ask(ctx, who, http.StatusCreated, http.MethodPost, core+namespace+"/serviceaccounts/"+name+"/token", object{
		"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": object{"expirationSeconds": seconds},
	})
	status, ok := answer["status"].(object)
	if !ok {
		return ""
	}
	token, _ := status["token"].(string)
	return token
}

// tell is a day in a small company's cluster, in order.
func tell(ctx context.Context, c *cluster) error {
	t := &teller{c: c}
	mara, tomas := c.as("canary-mara", kubectl, maraHost), c.as("canary-tomas", kubectl, tomasHost)
	ci := c.as("canary-ci", argo, ciHost)
	t.setUp(ctx, mara, c.as("canary-terraform", terraform, ciHost))
	bot := c.as(t.token(ctx, mara, finance, "invoice-triage", 3600), triage, triageHost)
	t.ordinary(ctx, tomas, ci, bot)
	t.codingAgent(ctx, mara, tomas)
	t.pipelineAgent(ctx, mara)
	t.mistakes(ctx, mara, tomas)
	t.ordinary(ctx, tomas, ci, bot)
	t.tidying(ctx, mara)
	return t.err
}

// setUp makes the namespaces, accounts and roles: those of people with an owner, those of programs from code.
func (t *teller) setUp(ctx context.Context, mara, tf client) {
	post := func(who client, path string, body object) {
		t.ask(ctx, who, http.StatusCreated, http.MethodPost, path, body)
	}
	for _, ns := range [][2]string{{"finance", "finance-platform"}, {"dev", "erp"}, {"data", "analytics"}} {
		post(tf, core+"/namespaces", object{"apiVersion": "v1", "kind": "Namespace", "metadata": meta(ns[0], object{"labels": object{"team": ns[1]}})})
	}
	post(tf, core+finance+"/serviceaccounts", account("invoice-triage", object{"brightwater.example/owner": "team:finance-platform", "brightwater.example/purpose": "classify supplier invoices"}))
	post(tf, core+development+"/serviceaccounts", account("coding-agent", object{"brightwater.example/owner": "tomas.okafor@brightwater.example"}))
	post(mara, core+dataScience+"/serviceaccounts", account("pipeline-agent", nil))
	post(mara, core+finance+"/serviceaccounts", account("report-2023", nil))
	post(tf, rbac+finance+"/roles", role("Role", "triage", rule([]string{""}, []string{"configmaps"}, []string{"get", "list", "create", "update"})))
	post(tf, rbac+finance+"/rolebindings", binding("RoleBinding", "triage", "Role", "triage", serviceAccount("finance", "invoice-triage")))
	post(tf, rbac+"/clusterroles", role("ClusterRole", "developer",
		rule([]string{"", "apps"}, []string{"pods", "pods/log", "deployments", "configmaps"}, []string{"get", "list", "watch"}),
		rule([]string{""}, []string{"serviceaccounts"}, []string{"impersonate"})))
	post(tf, rbac+"/clusterrolebindings", binding("ClusterRoleBinding", "developers", "ClusterRole", "developer", object{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "developers"}))
	post(tf, rbac+"/clusterroles", role("ClusterRole", "deployer", rule([]string{"", "apps"}, []string{"configmaps", "deployments"}, []string{"get", "list", "create", "update", "patch"})))
	post(tf, rbac+"/clusterrolebindings", binding("ClusterRoleBinding", "pipelines", "ClusterRole", "deployer", object{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "pipelines"}))
	post(mara, core+finance+"/secrets", object{"apiVersion": "v1", "kind": "Secret", "metadata": meta("erp-database", nil), "stringData": object{"password": "canary-erp-database"}})
}

// ordinary is what happens every hour.
func (t *teller) ordinary(ctx context.Context, tomas, ci, bot client) {
	for range 3 {
		t.ask(ctx, bot, http.StatusOK, http.MethodGet, core+finance+"/configmaps?limit=50", nil)
		t.ask(ctx, tomas, http.StatusOK, http.MethodGet, core+development+"/pods", nil)
		t.ask(ctx, ci, http.StatusOK, http.MethodGet, "/apis/apps/v1"+development+"/deployments", nil)
	}
	t.ask(ctx, tomas, http.StatusOK, http.MethodGet, core+"/pods?limit=500", nil)
	t.ask(ctx, bot, http.StatusForbidden, http.MethodGet, core+development+"/configmaps", nil)
}

// codingAgent is given rights in the developers' namespace, makes itself a helper with a token for a year, and leaves it.
func (t *teller) codingAgent(ctx context.Context, mara, tomas client) {
	t.ask(ctx, mara, http.StatusCreated, http.MethodPost, rbac+development+"/roles", role("Role", "agent-workspace",
		rule([]string{""}, []string{"pods", "configmaps", "secrets", "serviceaccounts", "serviceaccounts/token"}, []string{"*"}),
		rule([]string{"rbac.authorization.k8s.io"}, []string{"roles", "rolebindings"}, []string{"create", "get", "list"})))
	t.ask(ctx, mara, http.StatusCreated, http.MethodPost, rbac+development+"/rolebindings",
		binding("RoleBinding", "coding-agent", "Role", "agent-workspace", serviceAccount("dev", "coding-agent")))
	agent := t.c.as(t.token(ctx, mara, development, "coding-agent", 7200), coding, sandbox1)
	t.ask(ctx, agent, http.StatusOK, http.MethodGet, core+development+"/pods", nil)
	t.ask(ctx, agent, http.StatusCreated, http.MethodPost, core+development+"/serviceaccounts", account("helper-7f3a", nil))
	t.ask(ctx, agent, http.StatusCreated, http.MethodPost, rbac+development+"/rolebindings",
		binding("RoleBinding", "helper-7f3a", "Role", "agent-workspace", serviceAccount("dev", "helper-7f3a")))
	helper := t.token(ctx, agent, development, "helper-7f3a", 31536000)
	for _, host := range []string{sandbox1, sandbox2, sandbox3} { // one token, three sandboxes
		t.ask(ctx, t.c.as(helper, coding, host), http.StatusOK, http.MethodGet, core+development+"/secrets", nil)
	}
	t.ask(ctx, agent, http.StatusCreated, http.MethodPost, core+development+"/secrets", object{
		"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/service-account-token",
		"metadata": meta("helper-token", object{"annotations": object{"kubernetes.io/service-account.name": "helper-7f3a"}}),
	})
	t.ask(ctx, agent, http.StatusForbidden, http.MethodPost, rbac+development+"/roles", role("Role", "everything", rule([]string{"*"}, []string{"*"}, []string{"*"})))
	t.ask(ctx, agent, http.StatusForbidden, http.MethodGet, core+"/secrets", nil)
	t.ask(ctx, agent, http.StatusCreated, http.MethodPost, core+development+"/pods", object{
		"apiVersion": "v1", "kind": "Pod", "metadata": meta("build-7f3a", nil),
		"spec": object{
			"serviceAccountName": "helper-7f3a",
			"containers":         []object{{"name": "build", "image": "registry.brightwater.example/build:1", "securityContext": object{"privileged": true}}},
		},
	})
	who := tomas
	who.impersonate = "system:serviceaccount:dev:coding-agent"
	t.ask(ctx, who, http.StatusOK, http.MethodGet, core+development+"/secrets", nil)
}

// pipelineAgent is given everything for an afternoon, and keeps it.
func (t *teller) pipelineAgent(ctx context.Context, mara client) {
	t.ask(ctx, mara, http.StatusCreated, http.MethodPost, rbac+"/clusterrolebindings",
		binding("ClusterRoleBinding", "pipeline-agent-temporary", "ClusterRole", "cluster-admin", serviceAccount("data", "pipeline-agent")))
	agent := t.c.as(t.token(ctx, mara, dataScience, "pipeline-agent", 86400), pipeline, pipelineHost)
	t.ask(ctx, agent, http.StatusOK, http.MethodGet, core+"/secrets", nil)
	t.ask(ctx, agent, http.StatusOK, http.MethodGet, core+finance+"/secrets/erp-database", nil)
	t.ask(ctx, agent, http.StatusCreated, http.MethodPost, core+dataScience+"/serviceaccounts", account("stage-loader", nil))
	t.token(ctx, agent, dataScience, "stage-loader", 604800)
	t.ask(ctx, agent, http.StatusCreated, http.MethodPost, rbac+"/clusterroles", role("ClusterRole", "loader", rule([]string{"*"}, []string{"*"}, []string{"*"})))
	t.ask(ctx, agent, http.StatusCreated, http.MethodPost, rbac+"/clusterrolebindings", binding("ClusterRoleBinding", "loader", "ClusterRole", "loader", serviceAccount("data", "stage-loader")))
}

// mistakes are a right for everybody, a certificate for an administrator, and somebody who tries the door.
func (t *teller) mistakes(ctx context.Context, mara, tomas client) {
	stranger := t.c.as("", curl, unknownHost)
	t.ask(ctx, stranger, http.StatusForbidden, http.MethodGet, core+"/namespaces", nil)
	t.ask(ctx, t.c.as("canary-guessed", curl, unknownHost), http.StatusUnauthorized, http.MethodGet, core+"/namespaces", nil)
	t.ask(ctx, mara, http.StatusCreated, http.MethodPost, rbac+"/clusterrolebindings", binding("ClusterRoleBinding", "status-page", "ClusterRole", "developer", user("system:anonymous")))
	t.ask(ctx, stranger, http.StatusOK, http.MethodGet, core+"/pods", nil)
	t.ask(ctx, tomas, http.StatusForbidden, http.MethodPost, rbac+"/clusterrolebindings", binding("ClusterRoleBinding", "me", "ClusterRole", "cluster-admin", user("tomas.okafor@brightwater.example")))
	request, err := certificateRequest("break-glass")
	if err != nil && t.err == nil {
		t.err = err
	}
	const signing = "/apis/certificates.k8s.io/v1/certificatesigningrequests"
	answer := t.ask(ctx, mara, http.StatusCreated, http.MethodPost, signing, object{
		"apiVersion": "certificates.k8s.io/v1", "kind": "CertificateSigningRequest", "metadata": meta("break-glass", nil),
		"spec": object{"request": request, "signerName": "kubernetes.io/kube-apiserver-client", "usages": []string{"client auth"}, "expirationSeconds": 31536000},
	})
	if answer != nil {
		answer["status"] = object{"conditions": []object{{"type": "Approved", "status": "True", "reason": "ByHand", "message": "for emergencies"}}}
		t.ask(ctx, mara, http.StatusOK, http.MethodPut, signing+"/break-glass/approval", answer)
	}
}

// tidying removes one account; what the agents made stays.
func (t *teller) tidying(ctx context.Context, mara client) {
	old := t.c.as(t.token(ctx, mara, finance, "report-2023", 3600), "nightly-report", "127.0.1.51")
	t.ask(ctx, old, http.StatusForbidden, http.MethodGet, core+finance+"/configmaps", nil)
	t.ask(ctx, mara, http.StatusOK, http.MethodDelete, core+finance+"/serviceaccounts/report-2023", nil)
	t.ask(ctx, mara, http.StatusOK, http.MethodDelete, core+development+"/pods/build-7f3a?gracePeriodSeconds=0", nil)
}

// certificateRequest is a request for a client certificate, in base64 of PEM as the API wants it.
func certificateRequest(name string) (string, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return "", err
	}
	der, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: pkix.Name{CommonName: name, Organization: []string{"platform-admins"}}}, key)
	if err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE REQUEST", Bytes: der})), nil
}
