package discover

// readAgentCard reads an A2A agent card. Cards before protocol 1.0 have one url, later ones a list of interfaces.
func readAgentCard(f *file) bool {
	doc := f.tree()
	if doc.Str("name") == "" || !doc.Has("skills") || !doc.Has("capabilities") && !doc.Has("protocolVersion") {
		return false
	}
	card := &AgentCard{
		Kind: KindAgentCard, Name: clip(doc.Str("name")), Version: clip(doc.Str("version")), Protocol: clip(doc.Str("protocolVersion")),
		Provider: clip(doc.Str("provider", "organization")),
		Skills:   []string{}, Auth: []string{}, File: f.name, Line: doc.Line,
	}
	at := doc.Str("url")
	for _, list := range []string{"supportedInterfaces", "additionalInterfaces"} {
		for _, one := range doc.Get(list).Elements() {
			if at == "" {
				at = one.Str("url")
			}
			if card.Protocol == "" {
				card.Protocol = clip(one.Str("protocolVersion"))
			}
		}
	}
	card.URL = (&redactor{prints: f.prints}).address(at)
	for _, skill := range doc.Get("skills").Elements() {
		name := skill.Str("id")
		if name == "" {
			name = skill.Str("name")
		}
		card.Skills = append(card.Skills, clip(name))
	}
	for name, scheme := range doc.Get("securitySchemes").Members() {
		kind := scheme.Str("type")
		if kind == "" {
			kind = name
		}
		card.Auth = append(card.Auth, clip(kind))
	}
	for _, scheme := range doc.Get("authentication", "schemes").Strings() { // cards of 2025
		card.Auth = append(card.Auth, clip(scheme))
	}
	if len(card.Auth) == 0 {
		card.Hint = "the card declares no authentication: anybody who reaches the address can use the agent"
	}
	f.add(card)
	return true
}
