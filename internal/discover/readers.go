package discover

import "bytes"

// reader knows one sort of file.
type reader struct {
	// names are the ends of the paths of files that are read for the name's sake, in small letters, "*" for anything; see
	// pathEnds. A file with such a name that cannot be understood is a problem to report.
	names []string
	// marks are texts of which a file without such a name has one, when it may be of this sort. No marks: only the name tells.
	marks []string
	// read takes what is in the file and says whether it was of this sort and can be of no other.
	read func(*file) bool
}

// readers are tried in this order.
var readers = [...]reader{
	{mcpNames(), mcpMarks(), readMCP},
	{[]string{"agent-card.json", ".well-known/agent.json"}, []string{`"skills"`}, readAgentCard},
	{[]string{".kube/config", "*.kubeconfig", "kubeconfig", "kubeconfig.*", "admin.conf"}, []string{"clusters"}, readKubeconfig},
	{[]string{".aws/sso/cache/*.json", ".aws/cli/cache/*.json"}, nil, readAWSCache},
	{[]string{"application_default_credentials.json"}, []string{`"service_account"`, `"authorized_user"`, `"external_account`, `"impersonated_service_account"`}, readGoogle},
	{[]string{".azure/azureprofile.json", ".azure/msal_token_cache.json", ".azure/service_principal_entries.json"}, nil, readAzure},
	{[]string{".docker/config.json", ".dockercfg", "containers/auth.json"}, []string{`"auths"`}, readDocker},
	{[]string{"credentials.tfrc.json", ".terraformrc", "terraform.rc"}, nil, readTerraform},
	{[]string{"gh/hosts.yml", "glab-cli/config.yml"}, nil, readForgeHosts},
	{toolNames(), nil, readTool},

	{[]string{".aws/credentials", ".aws/config"}, []string{"aws_secret_access_key", "role_arn", "sso_start_url"}, readAWSProfiles},
	{[]string{".env", ".env.*", "*.env", ".envrc"}, nil, readDotenv},
	{[]string{".netrc", "_netrc"}, nil, readNetrc},
	{[]string{".npmrc", ".pypirc", "pip.conf", "pip.ini", ".yarnrc.yml", ".cargo/credentials", ".cargo/credentials.toml", ".gem/credentials"}, nil, readPackages},
	{[]string{".git-credentials", ".config/git/credentials", ".git/config", ".gitconfig"}, nil, readGit},
	{[]string{".pgpass", ".my.cnf", ".databrickscfg"}, nil, readDatabase},
	{[]string{".vault-token", "huggingface/token", ".huggingface/token", ".supabase/access-token", ".fly/token"}, nil, readTokenFile},
	{[]string{".ssh/authorized_keys", "authorized_keys"}, nil, readAuthorizedKeys},
	{[]string{"*.pub"}, []string{"ssh-rsa AAAA", "ssh-ed25519 AAAA", "ecdsa-sha2-nistp", "sk-ssh-", "sk-ecdsa-"}, readPublicKey},
	{nil, []string{"-----BEGIN "}, readPEM},
}

// look tries the readers on the file. named says that the user named it, so that every sort is tried.
func (f *file) look(named bool) {
	if len(f.text) == 0 {
		return
	}
	if bytes.IndexByte(f.text[:min(len(f.text), 8<<10)], 0) >= 0 {
		if named {
			f.problem(1, "a binary file, not looked into")
		}
		return
	}
	for _, r := range readers {
		known := f.is(r.names...)
		if !known && !f.has(r.marks...) {
			continue
		}
		only := r.read(f)
		if known && f.broken != nil {
			f.brokenDocument()
			return
		}
		if only {
			return
		}
	}
	if named && len(f.items) == 0 && f.broken == nil && looksLikeDotenv(f.text) {
		readDotenv(f)
	}
}

// knownName reports whether a file is read for its name's sake.
func knownName(name string) bool {
	f := newFile(name, nil, nil, nil)
	for _, r := range readers {
		if f.is(r.names...) {
			return true
		}
	}
	return false
}
