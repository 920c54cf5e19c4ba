package aws

import (
	"encoding/json/jsontext"
	"net/url"
	"testing"

	"tabard.dev/tabard"
)

func TestStatement(t *testing.T) {
	const github = `"Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity"`
	tests := map[string]struct {
		statement     string
		admin, public bool
	}{
		"everything on everything":                       {`{"Effect":"Allow","Action":"*","Resource":"*"}`, true, false},
		"everything in a list":                           {`{"Effect":"Allow","Action":["s3:Get*","*:*"],"Resource":["*"]}`, true, false},
		"everything on one bucket":                       {`{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::b/*"}`, false, false},
		"a denial of everything":                         {`{"Effect":"Deny","Action":"*","Resource":"*"}`, false, false},
		"all of IAM, however it is spelled":              {`{"Effect":"Allow","Action":"IAM:*","Resource":"*"}`, true, false},
		"all of one other service":                       {`{"Effect":"Allow","Action":"s3:*","Resource":"*"}`, false, false},
		"everything but billing":                         {`{"Effect":"Allow","NotAction":"aws-portal:*","Resource":"*"}`, true, false},
		"everything but identities, as PowerUserAccess":  {`{"Effect":"Allow","NotAction":["iam:*","organizations:*"],"Resource":"*"}`, false, false},
		"anybody may read":                               {`{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}`, false, true},
		"any account":                                    {`{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":"s3:GetObject","Resource":"*"}`, false, true},
		"nobody may":                                     {`{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"*"}`, false, false},
		"anybody of the organization":                    {`{"Effect":"Allow","Principal":"*","Action":"s3:*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}`, false, false},
		"anybody, if the key is there, of the org":       {`{"Effect":"Allow","Principal":"*","Action":"s3:*","Condition":{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-1"}}}`, false, true},
		"anybody but one account":                        {`{"Effect":"Allow","Principal":"*","Action":"s3:*","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"1"}}}`, false, true},
		"anybody from anywhere":                          {`{"Effect":"Allow","Principal":"*","Action":"s3:*","Condition":{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}}`, false, true},
		"anybody from the office":                        {`{"Effect":"Allow","Principal":"*","Action":"s3:*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24"]}}}`, false, false},
		"anybody over TLS":                               {`{"Effect":"Allow","Principal":"*","Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}`, false, true},
		"all but some principals":                        {`{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::1:root"},"Action":"s3:*"}`, false, true},
		"one account":                                    {`{"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"s3:*"}`, false, false},
		"every pipeline on GitHub":                       {`{"Effect":"Allow",` + github + `}`, false, true},
		"every pipeline with the usual audience":         {`{"Effect":"Allow",` + github + `,"Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"}}}`, false, true},
		"every repository":                               {`{"Effect":"Allow",` + github + `,"Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:*:ref:refs/heads/main"}}}`, false, true},
		"one organization's repositories":                {`{"Effect":"Allow",` + github + `,"Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:example/*"}}}`, false, false},
		"one repository, or every":                       {`{"Effect":"Allow",` + github + `,"Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":["repo:example/a:*","*"]}}}`, false, true},
		"guests of an identity pool":                     {`{"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"cognito-identity.amazonaws.com:aud":"eu-west-1:1"},"ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"unauthenticated"}}}`, false, false},
		"every identity pool in the world":               {`{"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"sts:AssumeRoleWithWebIdentity"}`, false, true},
		"a cluster's own provider needs no subject here": {`{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::1:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A"},"Action":"sts:AssumeRoleWithWebIdentity"}`, false, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for form, doc := range map[string]string{
				"document":        `{"Statement":[` + test.statement + `]}`,
				"single":          `{"Statement":` + test.statement + `}`,
				"string":          quoteJSON(`{"Statement":[` + test.statement + `]}`),
				"encoded string":  `"` + url.QueryEscape(`{"Statement":[`+test.statement+`]}`) + `"`,
				"with line feeds": quoteJSON("\n {\"Statement\":[" + test.statement + "]}\n"),
			} {
				node, err := tabard.ParseNode([]byte(doc))
				if err != nil {
					t.Fatal(err)
				}
				all := ParsePolicy(node)
				if len(all) != 1 {
					t.Fatalf("%s: %d statements, want 1", form, len(all))
				}
				if got := all[0].Admin(); got != test.admin {
					t.Errorf("%s: Admin() = %t, want %t", form, got, test.admin)
				}
				if got := all[0].Public(); got != test.public {
					t.Errorf("%s: Public() = %t, want %t", form, got, test.public)
				}
			}
		})
	}
}

func TestPrincipalForeign(t *testing.T) {
	for id, want := range map[string]bool{
		"999988887777": true, "arn:aws:iam::999988887777:root": true, "111122223333": false, "arn:aws:iam::111122223333:user/a": false, "*": false, "AIDAEXAMPLE": false,
	} {
		if got := (Principal{Type: "AWS", ID: id}).Foreign("111122223333"); got != want {
			t.Errorf("%s is of another account: %t, want %t", id, got, want)
		}
	}
}

func quoteJSON(text string) string {
	quoted, err := jsontext.AppendQuote(nil, text)
	if err != nil {
		panic(err)
	}
	return string(quoted)
}
