package aws

import (
	"strings"

	"tabard.dev/tabard"
)

// who reads the caller: whose permissions were used, what it proved itself with, and who stood behind it.
func (r trail) who() {
	e := r.e
	e.Actor = r.actor()
	if key := r.Text(idAccessKey); key != "" {
		e.Credential = accessKey(key)
	} else if id := r.Text(idCredential); id != "" {
		e.Credential = tabard.CredentialRef{Kind: tabard.CredentialToken, ID: id}
	}
	if started, err := r.Time(sessionCreated); err == nil {
		e.Session.Started = started
	}
	if e.Credential.Kind == tabard.CredentialToken {
		e.Credential.Created = e.Session.Started
	}
	if mfa, ok := r.Bool(sessionMFA); ok {
		e.Session.MFA = &mfa
	}
	r.behind()
	if console, ok := r.Bool(fromConsole); ok && console && e.Actor.Kind == "" && e.Actor.Type != "AssumedRole" {
		e.Actor.Kind = tabard.KindHuman // a browser session of the account itself
	}
}

// accessKey is a credential named by an access key id. AKIA is for good; ASIA belongs to a session.
func accessKey(id string) tabard.CredentialRef {
	if strings.HasPrefix(id, "ASIA") {
		return tabard.CredentialRef{Kind: tabard.CredentialToken, ID: id}
	}
	return tabard.CredentialRef{Kind: tabard.CredentialKey, ID: id, NeverEnds: strings.HasPrefix(id, "AKIA")}
}

func (r trail) actor() tabard.Actor {
	kind, arn := r.Text(idType), r.Text(idARN)
	if kind == "" {
		kind = typeOfARN(arn)
	}
	a := tabard.Actor{Realm: r.Text(idAccount), ID: arn, Name: r.Text(idUserName), Type: kind}
	if a.Realm == "" {
		a.Realm = accountOf(arn)
	}
	switch kind {
	case "AssumedRole", "Role":
		r.role(&a, arn)
	case "AWSService":
		a.ID = r.First(idInvokedBy, idARN, idPrincipal)
		a.Kind = tabard.KindService
	case "WebIdentityUser", "SAMLUser":
		if id := r.Text(idPrincipal); id != "" {
			a.ID = id
		}
		if machineSubject(a.Name) {
			a.Kind = tabard.KindWorkload
		}
		r.e.Origin = pipelineOf(a.Name)
	case "IdentityCenterUser", "Directory":
		a.ID = r.First(idOnBehalfOf, idPrincipal, idARN)
		a.Kind = tabard.KindHuman
	case "IAMUser", "Root":
		if name := string(r.Bytes(eventName)); name == "ConsoleLogin" {
			a.Kind = tabard.KindHuman
		}
		if a.ID == "" && a.Name != "" && a.Realm != "" && kind == "IAMUser" && a.Name != hiddenUser {
			a.ID = "arn:aws:iam::" + a.Realm + ":user/" + a.Name
		}
		if a.ID == "" && a.Realm != "" && kind == "Root" {
			a.ID = "arn:aws:iam::" + a.Realm + ":root"
		}
	}
	if a.ID == "" {
		a.ID = r.First(idPrincipal, idUserName, idInvokedBy, idAccount)
	}
	if a.Name == "" {
		a.Name = nameOf(a.ID)
	}
	return a
}

// hiddenUser stands for the name of a user who failed to sign in, since people type passwords into the wrong box.
const hiddenUser = "HIDDEN_DUE_TO_SECURITY_REASONS"

// role makes the actor the role: the session is only one of its lives.
func (r trail) role(a *tabard.Actor, arn string) {
	role, session, ok := roleOfSession(arn)
	if !ok {
		_, session, _ = strings.Cut(r.Text(idPrincipal), ":") // "AROA…:session"
	}
	r.e.Session.ID = session
	if issuer := r.Text(issuerARN); issuer != "" {
		role = issuer
	}
	if role != "" {
		a.ID = role
	}
	if account := r.First(issuerAccount); account != "" {
		a.Realm = account
	}
	if name := r.Text(issuerName); name != "" {
		a.Name = name
	} else if role != "" {
		a.Name = lastName(role)
	}
	switch {
	case strings.Contains(a.ID, ":role/aws-service-role/"):
		a.Kind = tabard.KindService
	case r.Has(ec2Delivery), r.Has(idScopeARN), r.Has(idIssuedTo):
		a.Kind = tabard.KindWorkload // the record says that its credentials were handed to a running program
	}
}

// behind reads who stood behind the caller, nearest first.
func (r trail) behind() {
	e := r.e
	session := e.Session.ID
	if workload := r.First(idIssuedTo, idScopeARN); workload != "" {
		e.Via = append(e.Via, tabard.Actor{ID: workload, Type: r.Text(idScopeType), Name: nameOf(workload), Kind: tabard.KindWorkload})
	} else if instanceID(session) && (r.Has(ec2Delivery) || r.Bytes(idType) != nil) {
		e.Via = append(e.Via, tabard.Actor{ID: session, Type: "AWS::EC2::Instance", Kind: tabard.KindWorkload})
	}
	if service := r.Text(idInvokedBy); service != "" && service != e.Actor.ID {
		e.Via = append(e.Via, tabard.Actor{ID: service, Type: "AWSService", Kind: tabard.KindService})
	}
	person := r.Text(idOnBehalfOf)
	switch {
	case person != "" && person != e.Actor.ID:
		via := tabard.Actor{Realm: r.Text(idStore), ID: person, Type: "IdentityCenterUser", Kind: tabard.KindHuman}
		if identityCenterRole(e.Actor.ID) {
			via.Name = session
		}
		e.Via = append(e.Via, via)
	case session != "" && identityCenterRole(e.Actor.ID):
		e.Via = append(e.Via, tabard.Actor{ID: session, Type: "IdentityCenterUser", Kind: tabard.KindHuman})
	}
	if source := r.Text(sourceIdentity); source != "" && source != session {
		e.Via = append(e.Via, tabard.Actor{ID: source, Type: "SourceIdentity"})
	}
	if e.Actor.Type == "FederatedUser" && r.Has(issuerARN) {
		e.Via = append(e.Via, tabard.Actor{Realm: r.Text(issuerAccount), ID: r.Text(issuerARN), Name: r.Text(issuerName), Type: r.Text(issuerType)})
	}
	if provider := r.First(federatedProvider, idProvider); provider != "" {
		via := tabard.Actor{ID: provider, Type: "IdentityProvider", Name: nameOf(provider)}
		if subject := r.Text(federatedSubject); subject != "" {
			via.ID, via.Name, via.Type = provider+":"+subject, subject, "WebIdentityUser"
			e.Origin = pipelineOf(subject)
		}
		e.Via = append(e.Via, via)
	}
}

// identityCenterRole reports whether a role is one of those that IAM Identity Center makes for people to sign in with; the
// name of its session is then the person's.
func identityCenterRole(arn string) bool {
	return strings.Contains(arn, ":role/aws-reserved/sso.amazonaws.com/") || strings.Contains(arn, ":role/AWSReservedSSO_")
}

// instanceID reports whether a session name is that of an EC2 instance's own role session.
func instanceID(name string) bool {
	hex, ok := strings.CutPrefix(name, "i-")
	if !ok || len(hex) != 8 && len(hex) != 17 {
		return false
	}
	return strings.Trim(hex, "0123456789abcdef") == ""
}

func typeOfARN(arn string) string {
	parsed, ok := ParseARN(arn)
	if !ok {
		return ""
	}
	kind, _, _ := strings.Cut(parsed.Resource, "/")
	switch kind {
	case "assumed-role":
		return "AssumedRole"
	case "user":
		return "IAMUser"
	case "role":
		return "Role"
	case "root":
		return "Root"
	case "federated-user":
		return "FederatedUser"
	}
	return ""
}

// nameOf gives a name for people to read.
func nameOf(id string) string {
	if arn, ok := ParseARN(id); ok {
		return arn.Name()
	}
	return id
}

// machineSubject reports whether the subject of a federated token is, by the form its issuer documents, a pipeline or a
// workload: GitHub, GitLab, Terraform, Buildkite, Kubernetes, SPIFFE.
func machineSubject(subject string) bool {
	for _, form := range [...]string{
		"repo:", "project_path:", "organization:", "system:serviceaccount:", "spiffe://", "repository_owner:", "job_workflow_ref:",
	} {
		if strings.HasPrefix(subject, form) {
			return true
		}
	}
	return false
}

// pipelineOf gives the repository and what of it is running, from the subject of a GitHub or GitLab token:
// "repo:OWNER/NAME:ref:refs/heads/main", "project_path:GROUP/NAME:ref_type:branch:ref:main".
func pipelineOf(subject string) string {
	for _, form := range [...]string{"repo:", "project_path:"} {
		if rest, ok := strings.CutPrefix(subject, form); ok {
			repo, what, _ := strings.Cut(rest, ":")
			what = strings.TrimPrefix(strings.TrimPrefix(what, "ref_type:branch:"), "ref_type:tag:")
			if what = strings.TrimPrefix(what, "ref:"); what == "" {
				return repo
			}
			return repo + "@" + what
		}
	}
	return ""
}
