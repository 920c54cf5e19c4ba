package clusterrole

import "testing"

func TestLets(t *testing.T) {
	read := []string{"get", "list"}
	for name, c := range map[string]struct {
		rule      Rule
		resources []string
		want      bool
	}{
		"named":                     {Rule{Resources: []string{"pods", "secrets"}, Verbs: []string{"get"}}, []string{"secrets"}, true},
		"another verb":              {Rule{Resources: []string{"secrets"}, Verbs: []string{"create"}}, []string{"secrets"}, false},
		"all verbs":                 {Rule{Resources: []string{"secrets"}, Verbs: []string{"*"}}, []string{"secrets"}, true},
		"all resources":             {Rule{Resources: []string{"*"}, Verbs: []string{"list"}}, []string{"secrets"}, true},
		"all parts":                 {Rule{Resources: []string{"nodes/*"}, Verbs: []string{"get"}}, []string{"nodes/proxy"}, true},
		"a part everywhere":         {Rule{Resources: []string{"*/proxy"}, Verbs: []string{"get"}}, []string{"nodes/proxy"}, true},
		"the whole is not its part": {Rule{Resources: []string{"nodes"}, Verbs: []string{"get"}}, []string{"nodes/proxy"}, false},
	} {
		if got := c.rule.Lets(read, c.resources); got != c.want {
			t.Errorf("%s: Lets is %v, want %v", name, got, c.want)
		}
	}
}

func TestComponent(t *testing.T) {
	for user, want := range map[string]bool{
		"system:serviceaccount:kube-system:operator": true, "system:node:worker-1": true, "eks:addon-manager": true,
		"system:serviceaccount:shop:operator": false, "system:anonymous": false, "maria@corp.example": false,
	} {
		if got := Component(user); got != want {
			t.Errorf("Component(%q) is %v, want %v", user, got, want)
		}
	}
}
