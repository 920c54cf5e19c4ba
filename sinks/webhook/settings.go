package webhook

import (
	"errors"
	"fmt"
	"net/netip"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/dial"
)

type settings struct {
	url      string
	secrets  []tabard.Secret
	guard    dial.Guard
	patience time.Duration
}

// read takes the settings of one configured sink.
//
//	url: https://hooks.example.com/tabard
//	secret: ${env:HOOK_SECRET}            whsec_… or plain base64
//	previous_secret: ${env:OLD_SECRET}    signs too, while receivers change over
//	allow_loopback: true                  for a receiver on this machine
//	allow: [10.1.0.0/16]                  for receivers on a private network
//	timeout_seconds: 10
func read(from map[string]any) (settings, error) {
	s := settings{patience: 10 * time.Second}
	var ok bool
	for name, value := range from {
		switch name {
		case "url":
			if s.url, ok = text(value); !ok {
				return s, errors.New("url: a text is wanted")
			}
		case "secret", "previous_secret":
			secret, isSecret := value.(tabard.Secret)
			if !isSecret {
				return s, fmt.Errorf("%s: write ${env:NAME} or ${file:PATH}, so that it is not in the settings file", name)
			}
			if name == "secret" {
				s.secrets = append([]tabard.Secret{secret}, s.secrets...)
			} else {
				s.secrets = append(s.secrets, secret)
			}
		case "allow_loopback":
			if s.guard.Loopback, ok = value.(bool); !ok {
				return s, errors.New("allow_loopback: true or false is wanted")
			}
		case "allow":
			list, isList := value.([]any)
			if !isList {
				return s, errors.New("allow: a list of networks is wanted, such as [10.1.0.0/16]")
			}
			for _, element := range list {
				network, _ := element.(string)
				prefix, err := netip.ParsePrefix(network)
				if err != nil {
					return s, fmt.Errorf("allow: %q is not a network such as 10.1.0.0/16", network)
				}
				s.guard.Allow = append(s.guard.Allow, prefix)
			}
		case "timeout_seconds":
			seconds, isNumber := value.(int)
			if !isNumber || seconds < 1 || seconds > 60 {
				return s, errors.New("timeout_seconds: 1 to 60 is wanted")
			}
			s.patience = time.Duration(seconds) * time.Second
		}
	}
	if _, has := from["secret"]; !has {
		return s, errors.New("secret: is missing; make one with: openssl rand -base64 32")
	}
	return s, nil
}

// text gives a setting that may refer to a secret, as a webhook's address often does.
func text(value any) (string, bool) {
	if secret, ok := value.(tabard.Secret); ok {
		return secret.Reveal(), true
	}
	plain, ok := value.(string)
	return plain, ok
}
