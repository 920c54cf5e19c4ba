package aws

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard"
)

// call is one record whose details are read closely, because it changes identities, credentials, trusts or grants.
type call struct {
	trail
	account, partition string
	parsed             bool
	req, resp          tabard.Node
}

// effects reads what a call changed. Which calls change anything is decided by their names alone, so that the others cost
// a comparison or two.
func (c *call) effects() {
	source, name, _ := strings.Cut(c.e.Action, ":")
	if reads(name) || c.Has(insightName) {
		return
	}
	known := false
	switch source {
	case "iam":
		known = c.iam(name) || c.iamGrants(name) || c.iamTrusts(name)
	case "sts":
		known = c.sts(name)
	case "signin", "sso", "sso-oauth", "sso-oidc", "sso-directory", "identitystore", "identitystore-scim", "organizations":
		known = c.workforce(source, name)
	case "eks", "eks-auth":
		known = c.eks(name)
	case "cognito-idp", "cognito-identity":
		known = c.cognito(name)
	case "bedrock", "bedrock-agentcore", "bedrock-agentcore-control":
		known = c.bedrock(name) || c.passesRole(source, name) || c.resourcePolicy(source, name)
	default:
		known = c.resourcePolicy(source, name) || c.share(source, name) || c.otherCredential(source, name) || c.passesRole(source, name)
	}
	if known || strings.HasPrefix(name, "Create") || strings.Contains(name, "Tag") {
		c.labels()
	}
}

// reads reports whether a call by its name only reads, and hands out nothing that proves an identity.
func reads(name string) bool {
	switch {
	case strings.HasPrefix(name, "Describe"), strings.HasPrefix(name, "List"), strings.HasPrefix(name, "Head"):
		return true
	case strings.HasPrefix(name, "Get"):
		return !strings.Contains(name, "Token") && !strings.Contains(name, "Credential") && !strings.Contains(name, "Key") && !strings.Contains(name, "AccessDetails")
	}
	return false
}

// parse reads the parameters and the answer, once.
func (c *call) parse() {
	if c.parsed {
		return
	}
	c.parsed = true
	if all := c.Nodes(request); len(all) > 0 {
		c.req = all[0]
	}
	if all := c.Nodes(response); len(all) > 0 {
		c.resp = all[0]
	}
}

// in gives the first of several request parameters that the record has.
func (c *call) in(paths ...string) string {
	c.parse()
	return first(c.req, paths)
}

// out gives the first of several fields of the answer that the record has.
func (c *call) out(paths ...string) string {
	c.parse()
	return first(c.resp, paths)
}

func first(node tabard.Node, paths []string) string {
	for _, path := range paths {
		if text := node.Get(path).String(); text != "" {
			return text
		}
	}
	return ""
}

// list gives all texts at a request parameter that holds several, whatever way the service nests them.
func (c *call) list(paths ...string) []string {
	c.parse()
	for _, path := range paths {
		if all := texts(c.req.Get(path), 0); len(all) > 0 {
			return all
		}
	}
	return nil
}

func texts(node tabard.Node, depth int) []string {
	var all []string
	for _, element := range node.List() {
		if text := element.String(); text != "" {
			all = append(all, text)
			continue
		}
		if depth < 3 {
			for _, name := range sorted(element.Keys()) {
				all = append(all, texts(element.Child(name), depth+1)...)
			}
		}
	}
	return all
}

// when gives a time of the answer, or of the request where the answer has none. The zero time is unknown.
func (c *call) when(paths ...string) time.Time {
	text := c.out(paths...)
	if text == "" {
		text = c.in(paths...)
	}
	return answerTime(text)
}

// answerTime reads a time as the services' answers spell it: those of [tabard.ParseTime], a number in scientific notation,
// and "Jul 31, 2024, 1:36:52 PM".
func answerTime(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	if at, err := tabard.ParseTime([]byte(text)); err == nil {
		return at
	}
	if seconds, err := strconv.ParseFloat(text, 64); err == nil && seconds > 0 && seconds < 4e12 {
		if seconds > 1e11 {
			seconds /= 1000
		}
		return time.Unix(int64(seconds), 0).UTC()
	}
	text = strings.ReplaceAll(text, "\u202f", " ")
	for _, layout := range []string{"Jan 2, 2006, 3:04:05 PM", "Jan 2, 2006 3:04:05 PM", time.RFC1123, "Mon Jan 2 15:04:05 MST 2006"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC()
		}
	}
	return time.Time{}
}

// did appends a change.
func (c *call) did(verb tabard.Verb, object tabard.ObjectKind, who tabard.Actor) *tabard.Change {
	c.e.Changes = append(c.e.Changes, tabard.Change{Verb: verb, Object: object, Identity: who})
	return &c.e.Changes[len(c.e.Changes)-1]
}

// credential appends a change of a credential. One that has no id of its own, such as a password, is named by its holder;
// one that has neither in the record, by the event.
func (c *call) credential(verb tabard.Verb, who tabard.Actor, kind tabard.CredentialKind, id string) *tabard.Change {
	if id == "" && who.IsZero() && c.e.Event != "" {
		id = "event/" + c.e.Event
	}
	change := c.did(verb, tabard.ObjectCredential, who)
	change.Credential = tabard.CredentialRef{Kind: kind, ID: id}
	if verb == tabard.Created {
		change.Credential.Created = c.e.Time
	}
	return change
}

func (c *call) grant(verb tabard.Verb, who tabard.Actor, grant tabard.GrantRef) {
	c.did(verb, tabard.ObjectGrant, who).Grant = grant
}

func (c *call) trust(verb tabard.Verb, who tabard.Actor, grant tabard.GrantRef) {
	c.did(verb, tabard.ObjectTrust, who).Grant = grant
}

// arn makes an ARN of the record's account and region.
func (c *call) arn(service, resource string) string {
	return c.arnIn(service, c.Text(awsRegion), resource)
}

func (c *call) arnIn(service, region, resource string) string {
	if strings.HasPrefix(resource, "arn:") {
		return resource
	}
	return "arn:" + c.partition + ":" + service + ":" + region + ":" + c.account + ":" + resource
}

// principal is an identity of the record's account; where its id is an ARN, of the account in that.
func (c *call) principal(kind, id, name string) tabard.Actor {
	a := tabard.Actor{Realm: c.account, ID: id, Name: name, Type: kind}
	if account := accountOf(id); account != "" && account != "aws" {
		a.Realm = account
	}
	if a.Name == "" {
		a.Name = nameOf(id)
	}
	return a
}

// self is the caller, as the one that a change is about.
func (c *call) self() tabard.Actor { return c.e.Actor }

// detail notes a request detail worth reading.
func (c *call) detail(name, value string) {
	if value == "" {
		return
	}
	if c.e.Details == nil {
		c.e.Details = make(map[string]string, 4)
	}
	if len(value) > 256 {
		value = value[:256]
	}
	c.e.Details[name] = value
}

// owning are the words in a tag's key that make it speak of ownership or purpose.
var owning = [...]string{
	"owner", "team", "contact", "email", "cost", "project", "product", "app", "service", "env", "stage", "purpose", "repo", "commit",
	"managed", "created", "agent", "department", "squad", "steward", "maintainer", "business", "stack", "workflow", "run", "name",
}

// labels reads the tags in the request that speak of ownership or purpose.
func (c *call) labels() {
	if !bytes.Contains(c.Value(request).Text, []byte("ag")) { // as all names of tags have
		return
	}
	c.parse()
	for _, path := range []string{
		"tags", "tagSet.items", "tagSpecificationSet.items.tags", "tagSpecification.items.tags", "Tags", "tagging.TagSet.Tag", "Tagging.TagSet.Tag", "tagList",
	} {
		node := c.req.Get(path)
		for _, tag := range node.List() {
			key := first(tag, []string{"key", "Key", "tagKey", "TagKey"})
			value := first(tag, []string{"value", "Value", "tagValue", "TagValue"})
			if key != "" {
				c.label(key, value)
				continue
			}
			for _, name := range sorted(tag.Keys()) {
				c.label(name, tag.Child(name).String())
			}
		}
	}
}

func (c *call) label(key, value string) {
	if value == "" || len(value) > 256 || len(c.e.Labels) >= 24 {
		return
	}
	lower := strings.ToLower(key)
	for _, word := range owning {
		if strings.Contains(lower, word) {
			if c.e.Labels == nil {
				c.e.Labels = make(map[string]string, 4)
			}
			c.e.Labels[key] = value
			return
		}
	}
}
