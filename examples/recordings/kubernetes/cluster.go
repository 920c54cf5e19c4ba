package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json/v2"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// cluster is an API server with its etcd, on the loopback, in a temporary folder.
type cluster struct {
	dir       string
	address   string // of the API server
	roots     *x509.CertPool
	processes []*exec.Cmd
}

// policy keeps what an audit of identities needs: who asked for what, with the bodies of changes to roles, accounts and
// certificate requests, and never the body of a secret. It leaves out the server's talk with itself.
const policy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
omitManagedFields: true
rules:
- {level: None, users: ["system:apiserver", "system:kube-controller-manager", "system:kube-scheduler"]}
- {level: None, nonResourceURLs: ["/healthz*", "/readyz*", "/livez*"]}
- {level: Request, resources: [{group: "", resources: ["serviceaccounts/token"]}]}
- {level: Metadata, resources: [{group: "", resources: ["secrets", "configmaps"]}]}
- {level: RequestResponse, verbs: [create, update, patch, delete], resources: [{group: ""}, {group: "rbac.authorization.k8s.io"}, {group: "certificates.k8s.io"}]}
- {level: Metadata}
`

// people are the users that the server knows by a token: password, name, id, groups.
const people = `canary-mara,mara.lindqvist@brightwater.example,u-1001,"system:masters"
canary-tomas,tomas.okafor@brightwater.example,u-1002,"developers"
canary-ci,github:brightwater/erp:ref:refs/heads/main,u-2001,"pipelines"
canary-terraform,terraform-cloud,u-2002,"system:masters"
`

func (c *cluster) start(ctx context.Context, etcd, apiserver string) error {
	key, err := signingKey()
	if err != nil {
		return err
	}
	for name, text := range map[string]string{"policy.yaml": policy, "tokens.csv": people, "sa.key": key} {
		if err := os.WriteFile(c.path(name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	ports := [3]int{}
	for i := range ports {
		if ports[i], err = freePort(ctx); err != nil {
			return err
		}
	}
	client, peer := fmt.Sprintf("http://127.0.0.1:%d", ports[0]), fmt.Sprintf("http://127.0.0.1:%d", ports[1])
	if err := c.run(ctx, etcd, "--data-dir", c.path("etcd"), "--unsafe-no-fsync", "--listen-client-urls", client, "--advertise-client-urls", client,
		"--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", "default="+peer); err != nil {
		return err
	}
	c.address = net.JoinHostPort("127.0.0.1", strconv.Itoa(ports[2]))
	if err := c.run(ctx, apiserver, "--etcd-servers", client, "--bind-address=127.0.0.1", "--secure-port", strconv.Itoa(ports[2]),
		"--endpoint-reconciler-type=none", "--allow-privileged", "--cert-dir", c.path("certs"), "--token-auth-file", c.path("tokens.csv"), "--authorization-mode=RBAC",
		"--service-account-key-file", c.path("sa.key"), "--service-account-signing-key-file", c.path("sa.key"),
		"--service-account-issuer=https://k8s.brightwater.example", "--service-cluster-ip-range=10.0.0.0/24",
		"--disable-admission-plugins=ServiceAccount", "--audit-policy-file", c.path("policy.yaml"), "--audit-log-path", c.path("audit.log")); err != nil {
		return err
	}
	return c.ready(ctx)
}

func (c *cluster) path(name string) string { return filepath.Join(c.dir, name) }

func (c *cluster) run(ctx context.Context, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...) //nolint:gosec // the user names the programs
	log, err := os.Create(c.path(filepath.Base(name) + ".log"))
	if err != nil {
		return err
	}
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return errors.Join(err, log.Close())
	}
	c.processes = append(c.processes, cmd)
	return log.Close()
}

// stop ends the API server before its etcd.
func (c *cluster) stop() error {
	var all error
	for _, v := range slices.Backward(c.processes) {
		if err := v.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
			all = errors.Join(all, err)
		}
		var exit *exec.ExitError
		if err := v.Wait(); err != nil && !errors.As(err, &exit) {
			all = errors.Join(all, err)
		}
	}
	c.processes = nil
	return all
}

// ready waits until the server answers and has made its own roles.
func (c *cluster) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		if cert, err := os.ReadFile(c.path("certs/apiserver.crt")); err == nil {
			c.roots = x509.NewCertPool()
			c.roots.AppendCertsFromPEM(cert)
			status, _, err := c.as("canary-mara", "record/1", "127.0.0.1").do(ctx, http.MethodGet, "/readyz", nil)
			if err == nil && status == http.StatusOK {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			log, _ := os.ReadFile(c.path("kube-apiserver.log"))
			return fmt.Errorf("the API server did not get ready:\n%s", log[max(0, len(log)-2000):])
		case <-tick.C:
		}
	}
}

// client is somebody who speaks to the server.
type client struct {
	c                  *cluster
	token, agent, from string
	impersonate        string
}

func (c *cluster) as(token, agent, from string) client {
	return client{c: c, token: token, agent: agent, from: from}
}

// do asks the server, from the client's own address, and gives the status and the answer.
func (cl client) do(ctx context.Context, method, path string, body any) (int, map[string]any, error) {
	var text io.Reader
	if body != nil {
		doc, err := json.Marshal(body)
		if err != nil {
			return 0, nil, err
		}
		text = bytes.NewReader(doc)
	}
	request, err := http.NewRequestWithContext(ctx, method, "https://"+cl.c.address+path, text)
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("User-Agent", cl.agent)
	request.Header.Set("Content-Type", "application/json")
	if cl.token != "" {
		request.Header.Set("Authorization", "Bearer "+cl.token)
	}
	if cl.impersonate != "" {
		request.Header.Set("Impersonate-User", cl.impersonate)
	}
	transport := &http.Transport{
		DialContext:       (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(cl.from)}}).DialContext,
		TLSClientConfig:   &tls.Config{RootCAs: cl.c.roots, MinVersion: tls.VersionTLS12},
		DisableKeepAlives: true,
	}
	defer transport.CloseIdleConnections()
	response, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close() //nolint:errcheck // only read from
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, nil, err
	}
	var doc map[string]any
	if json.Unmarshal(answer, &doc) != nil {
		doc = map[string]any{"text": string(answer)}
	}
	return response.StatusCode, doc, nil
}

func signingKey() (string, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return "", err
	}
	der, err := x509.MarshalECPrivateKey(key)
	return string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der})), err
}

func freePort(ctx context.Context) (int, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	port := l.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // a TCP listener
	return port, l.Close()
}
