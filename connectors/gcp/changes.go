package gcp

import (
	"strings"
	"time"

	"tabard.dev/tabard"
)

// effects says what methods change, by the last name of the method: services write it in full
// ("google.iam.admin.v1.CreateServiceAccount"), short ("SetIamPolicy") or in their own way ("storage.hmacKeys.create", which
// ownEffects has). Names are in lower case.
var effects = map[string]func(*entry, *tabard.Event){
	"setiampolicy":      (*entry).policy,
	"setiampermissions": (*entry).policy,

	"createserviceaccount":   account(tabard.Created),
	"deleteserviceaccount":   account(tabard.Deleted),
	"undeleteserviceaccount": account(tabard.Created),
	"enableserviceaccount":   account(tabard.Enabled),
	"disableserviceaccount":  account(tabard.Disabled),
	"updateserviceaccount":   account(tabard.Updated),
	"patchserviceaccount":    account(tabard.Updated),

	"createserviceaccountkey":  accountKey(tabard.Created),
	"uploadserviceaccountkey":  accountKey(tabard.Created),
	"deleteserviceaccountkey":  accountKey(tabard.Deleted),
	"enableserviceaccountkey":  accountKey(tabard.Enabled),
	"disableserviceaccountkey": accountKey(tabard.Disabled),

	"createkey":   apiKey(tabard.Created),
	"deletekey":   apiKey(tabard.Deleted),
	"undeletekey": apiKey(tabard.Created),
	"updatekey":   apiKey(tabard.Updated),

	"createworkloadidentitypool":           pool(tabard.Created),
	"updateworkloadidentitypool":           pool(tabard.Updated),
	"deleteworkloadidentitypool":           pool(tabard.Deleted),
	"undeleteworkloadidentitypool":         pool(tabard.Created),
	"createworkloadidentitypoolprovider":   pool(tabard.Created),
	"updateworkloadidentitypoolprovider":   pool(tabard.Updated),
	"deleteworkloadidentitypoolprovider":   pool(tabard.Deleted),
	"undeleteworkloadidentitypoolprovider": pool(tabard.Created),
	"createworkforcepool":                  pool(tabard.Created),
	"updateworkforcepool":                  pool(tabard.Updated),
	"deleteworkforcepool":                  pool(tabard.Deleted),
	"undeleteworkforcepool":                pool(tabard.Created),
	"createworkforcepoolprovider":          pool(tabard.Created),
	"updateworkforcepoolprovider":          pool(tabard.Updated),
	"deleteworkforcepoolprovider":          pool(tabard.Deleted),
	"createworkforcepoolproviderkey":       pool(tabard.Updated),

	"createoauthclient":                   oauthClient(tabard.Created),
	"updateoauthclient":                   oauthClient(tabard.Updated),
	"deleteoauthclient":                   oauthClient(tabard.Deleted),
	"createidentityawareproxyclient":      oauthClient(tabard.Created),
	"deleteidentityawareproxyclient":      oauthClient(tabard.Deleted),
	"resetidentityawareproxyclientsecret": oauthSecret(tabard.Updated),
	"createoauthclientcredential":         oauthSecret(tabard.Created),
	"deleteoauthclientcredential":         oauthSecret(tabard.Deleted),
	"importsshpublickey":                  sshKey(tabard.Created),
	"createsshpublickey":                  sshKey(tabard.Created),
	"updatesshpublickey":                  sshKey(tabard.Updated),
	"deletesshpublickey":                  sshKey(tabard.Deleted),
	"setcommoninstancemetadata":           (*entry).metadataKeys,
	"setmetadata":                         (*entry).metadataKeys,
	"createmembership":                    membership(tabard.Granted),
	"deletemembership":                    membership(tabard.Revoked),
	"modifymembershiproles":               membership(tabard.Granted),
}

// ownEffects are those of methods whose last name says only "create" or "delete", by the end of the method.
var ownEffects = []struct {
	end    string
	effect func(*entry, *tabard.Event)
}{
	{"hmackeys.create", hmacKey(tabard.Created)},
	{"hmackeys.delete", hmacKey(tabard.Deleted)},
	{"hmackeys.update", hmacKey(tabard.Updated)},
	{"cloudsql.users.create", databaseUser(tabard.Created)},
	{"cloudsql.users.insert", databaseUser(tabard.Created)},
	{"cloudsql.users.delete", databaseUser(tabard.Deleted)},
	{"cloudsql.users.update", databaseUser(tabard.Updated)},
	{"clusterrolebindings.create", roleBinding(tabard.Granted)},
	{"clusterrolebindings.update", roleBinding(tabard.Granted)},
	{"clusterrolebindings.patch", roleBinding(tabard.Granted)},
	{"clusterrolebindings.delete", roleBinding(tabard.Revoked)},
	{"rolebindings.create", roleBinding(tabard.Granted)},
	{"rolebindings.update", roleBinding(tabard.Granted)},
	{"rolebindings.patch", roleBinding(tabard.Granted)},
	{"rolebindings.delete", roleBinding(tabard.Revoked)},
	{"v1.serviceaccounts.create", kubernetesAccount(tabard.Created)},
	{"v1.serviceaccounts.delete", kubernetesAccount(tabard.Deleted)},
}

func (x *entry) changes(e *tabard.Event) {
	if first, _ := x.Bool(fFirst); x.Has(fOperation) && !first && !x.Has(fRequest) && !x.Has(fMetadata) {
		return // the end of a long-running operation, whose beginning told what it does
	}
	if x.service == "admin.googleapis.com" || strings.HasPrefix(e.Action, "google.admin.") || strings.HasPrefix(e.Action, "google.login.") {
		x.workspace(e)
		return
	}
	var room [64]byte
	key := lower(x.method, room[:0])
	if effect, ok := effects[string(key)]; ok {
		effect(x, e)
		return
	}
	switch string(key) { // few methods of many, so that others cost no more
	case "create", "delete", "update", "patch", "insert":
		whole := strings.ToLower(e.Action)
		for _, own := range ownEffects {
			if strings.HasSuffix(whole, own.end) {
				own.effect(x, e)
				return
			}
		}
	}
}

func lower(text string, room []byte) []byte {
	for i := 0; i < len(text) && len(room) < cap(room); i++ {
		c := text[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		room = append(room, c)
	}
	return room
}

func (x *entry) node(field int) tabard.Node {
	if nodes := x.Nodes(field); len(nodes) > 0 {
		return nodes[0]
	}
	return tabard.Node{}
}

// text gives the first of several paths of a node that has a text.
func text(n tabard.Node, paths ...string) string {
	for _, path := range paths {
		if found := n.Get(path).String(); found != "" {
			return found
		}
	}
	return ""
}

func last(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// accountOf is the service account that an entry is about: its address in the resource's labels, the answer, the request or
// the name "projects/P/serviceAccounts/ADDRESS[/keys/K]".
func (x *entry) accountOf() tabard.Actor {
	request, response := x.node(fRequest), x.node(fResponse)
	address := text(response, "email")
	if address == "" {
		address = x.Text(fEmailID)
	}
	for _, name := range [...]string{text(request, "name", "service_account.name", "serviceAccount.name"), text(response, "name"), x.Text(fResourceName)} {
		if _, after, ok := strings.Cut(name, "serviceAccounts/"); ok && address == "" {
			address, _, _ = strings.Cut(after, "/")
		}
	}
	if id := text(request, "account_id", "accountId"); address == "" && id != "" && x.realm != "" {
		address = id + "@" + x.realm + ".iam." + serviceAccountDomain // how Google makes it
	}
	if address == "" {
		return tabard.Actor{}
	}
	return principal("serviceAccount:"+address, x.realm)
}

func account(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		request := x.node(fRequest)
		detail(e, "description", text(request, "service_account.description", "serviceAccount.description"))
		detail(e, "displayName", text(request, "service_account.display_name", "serviceAccount.displayName"))
		if who := x.accountOf(); !who.IsZero() {
			e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: who})
		}
	}
}

func accountKey(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		request, response := x.node(fRequest), x.node(fResponse)
		c := tabard.CredentialRef{Kind: tabard.CredentialKey}
		for _, name := range [...]string{text(response, "name"), text(request, "name"), x.Text(fResourceName)} {
			if _, id, ok := strings.Cut(name, "/keys/"); ok && c.ID == "" {
				c.ID = id
			}
		}
		c.Created = instant(response, "valid_after_time", "validAfterTime")
		c.Expires = instant(response, "valid_before_time", "validBeforeTime")
		if c.Expires.Year() >= 9999 { // how Google writes "never"
			c.Expires, c.NeverEnds = time.Time{}, true
		}
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectCredential, Identity: x.accountOf(), Credential: c})
	}
}

// instant reads a time, written as such or as an object with seconds.
func instant(n tabard.Node, paths ...string) time.Time {
	for _, path := range paths {
		if seconds, ok := n.Get(path + ".seconds").Number(); ok && seconds >= 0 && seconds < 1<<40 {
			return time.Unix(int64(seconds), 0).UTC()
		}
		if at, err := tabard.ParseTime([]byte(n.Get(path).String())); err == nil {
			return at
		}
	}
	return time.Time{}
}

// apiKey is a key that stands for a project, whoever holds it.
func apiKey(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		if !strings.HasPrefix(x.service, "apikeys.") && !strings.Contains(e.Action, "ApiKeys") {
			return
		}
		request, response := x.node(fRequest), x.node(fResponse)
		name := text(response, "name", "response.name")
		if name == "" {
			name = text(request, "name", "key.name")
		}
		if name == "" {
			name = x.Text(fResourceName)
		}
		c := tabard.CredentialRef{Kind: tabard.CredentialKey, ID: last(name)}
		if id := text(response, "uid", "response.uid"); id != "" {
			c.ID = id
		}
		detail(e, "displayName", text(request, "key.displayName", "key.display_name"))
		project := tabard.Actor{Realm: x.realm, ID: x.realm, Name: x.realm, Type: "project"}
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectCredential, Identity: project, Credential: c})
	}
}

// pool is an identity pool or a provider of one: who else's word Google takes for who somebody is.
func pool(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		request := x.node(fRequest)
		provider := request
		for _, name := range [...]string{"workloadIdentityPoolProvider", "workforcePoolProvider", "workload_identity_pool_provider"} {
			if inner := request.Get(name); inner.Exists() {
				provider = inner
			}
		}
		name := x.Text(fResourceName)
		if name == "" {
			name = text(request, "workforcePool.name", "workloadIdentityPool.name", "name", "parent")
		}
		trusted := text(provider, "oidc.issuerUri", "oidc.issuer_uri", "saml.idpMetadataXml", "aws.accountId", "aws.account_id")
		if strings.HasPrefix(trusted, "<") { // metadata of a SAML provider: who it is stands in entityID
			_, after, _ := strings.Cut(trusted, `entityID="`)
			trusted, _, _ = strings.Cut(after, `"`)
		}
		condition := text(provider, "attributeCondition", "attribute_condition")
		detail(e, "attributeCondition", condition)
		detail(e, "updateMask", text(request, "updateMask", "update_mask"))
		e.Changes = append(e.Changes, tabard.Change{
			Verb: verb, Object: tabard.ObjectTrust,
			Identity: tabard.Actor{Key: tabard.Key{Realm: x.realm, ID: name}, Name: last(name), Type: "identityPool"},
			Grant:    tabard.GrantRef{Permission: "sign-in", Resource: trusted, Via: name},
		})
	}
}

func oauthClient(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		if who := x.client(); !who.IsZero() {
			e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: who})
		}
	}
}

func oauthSecret(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		e.Changes = append(e.Changes, tabard.Change{
			Verb: verb, Object: tabard.ObjectCredential, Identity: x.client(),
			Credential: tabard.CredentialRef{Kind: tabard.CredentialSecret, ID: last(text(x.node(fResponse), "name"))},
		})
	}
}

func (x *entry) client() tabard.Actor {
	name := text(x.node(fResponse), "clientId", "name")
	if name == "" {
		name = text(x.node(fRequest), "name", "oauthClientId", "parent")
	}
	if name == "" {
		name = x.Text(fResourceName)
	}
	if name == "" {
		return tabard.Actor{}
	}
	return tabard.Actor{Realm: x.realm, ID: name, Name: last(name), Type: "oauthClient", Kind: tabard.KindService}
}

// sshKey is a key for logging in to machines.
func sshKey(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		request, response := x.node(fRequest), x.node(fResponse)
		name := text(request, "parent", "name") // users/ADDRESS[/sshPublicKeys/F]
		_, who, _ := strings.Cut(name, "users/")
		who, key, _ := strings.Cut(who, "/sshPublicKeys/")
		if key == "" {
			key = text(response, "fingerprint", "name")
		}
		holder := principal(who, x.realm)
		if holder.IsZero() {
			holder = e.Actor
		}
		e.Changes = append(e.Changes, tabard.Change{
			Verb: verb, Object: tabard.ObjectCredential, Identity: holder,
			Credential: tabard.CredentialRef{Kind: tabard.CredentialKey, ID: last(key)},
		})
	}
}

// metadataKeys tells of SSH keys that are put into the metadata of a project or an instance, which lets their holders log in.
func (x *entry) metadataKeys(e *tabard.Event) {
	var names strings.Builder
	names.WriteString(strings.Join(x.node(fMetadata).Get("projectMetadataDelta.addedMetadataKeys").Strings(), " ") + " " +
		strings.Join(x.node(fMetadata).Get("projectMetadataDelta.modifiedMetadataKeys").Strings(), " ") + " " +
		strings.Join(x.node(fMetadata).Get("instanceMetadataDelta.addedMetadataKeys").Strings(), " ") + " " +
		strings.Join(x.node(fMetadata).Get("instanceMetadataDelta.modifiedMetadataKeys").Strings(), " "))
	for _, item := range x.node(fRequest).Get("items").List() {
		names.WriteString(" " + item.Child("key").String())
	}
	detail(e, "metadataKeys", strings.TrimSpace(names.String()))
	if !strings.Contains(names.String(), "ssh-keys") && !strings.Contains(names.String(), "sshKeys") {
		return
	}
	where := x.Text(fResourceName)
	e.Changes = append(e.Changes, tabard.Change{
		Verb: tabard.Updated, Object: tabard.ObjectCredential,
		Identity:   tabard.Actor{Key: tabard.Key{Realm: x.realm, ID: where}, Name: last(where), Type: x.Text(fResourceType), Kind: tabard.KindWorkload},
		Credential: tabard.CredentialRef{Kind: tabard.CredentialKey, ID: "ssh-keys"},
	})
}

func hmacKey(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		request, response := x.node(fRequest), x.node(fResponse)
		address := text(response, "metadata.serviceAccountEmail", "serviceAccountEmail")
		if address == "" {
			address = text(request, "serviceAccountEmail", "metadata.serviceAccountEmail")
		}
		id := text(response, "metadata.accessId", "accessId")
		if id == "" {
			if id = text(request, "accessId"); id == "" {
				id = last(x.Text(fResourceName))
			}
		}
		e.Changes = append(e.Changes, tabard.Change{
			Verb: verb, Object: tabard.ObjectCredential, Identity: principal(address, x.realm),
			Credential: tabard.CredentialRef{Kind: tabard.CredentialKey, ID: id},
		})
	}
}

func databaseUser(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		name := text(x.node(fRequest), "name", "user", "body.name", "resource.name")
		if name == "" {
			return
		}
		instance := x.Text(fResourceName)
		e.Changes = append(e.Changes, tabard.Change{
			Verb: verb, Object: tabard.ObjectIdentity,
			Identity: tabard.Actor{Key: tabard.Key{Realm: x.realm, ID: strings.TrimSuffix(instance, "/") + "/users/" + name}, Name: name, Type: "databaseUser"},
		})
	}
}

// membership is a place in a group.
func membership(verb tabard.Verb) func(*entry, *tabard.Event) {
	return func(x *entry, e *tabard.Event) {
		request := x.node(fRequest)
		member := text(request, "membership.preferredMemberKey.id", "membership.memberKey.id", "membership.member_key.id")
		role := text(request, "membership.roles.name")
		if role == "" {
			role = "MEMBER"
		}
		group := text(request, "parent", "name")
		if group == "" {
			group = x.Text(fResourceName)
		}
		e.Changes = append(e.Changes, tabard.Change{
			Verb: verb, Object: tabard.ObjectGrant, Identity: principal(member, x.realm),
			Grant: tabard.GrantRef{Permission: role, Resource: group, Via: group, Admin: role == "OWNER"},
		})
	}
}
