package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tabard.dev/tabard/api"
	"tabard.dev/tabard/internal/access"
	"tabard.dev/tabard/internal/app"
	"tabard.dev/tabard/internal/config"
)

// remoteFlags add the flags that say which server a command asks.
func remoteFlags(cmd *cobra.Command) *cobra.Command {
	cmd.PersistentFlags().String("url", "", "address of the server (also TABARD_URL)")
	cmd.PersistentFlags().String("data", "", "data folder of a server on this machine, instead of an address and TABARD_TOKEN")
	return cmd
}

// connect gives a client for the server that the flags, the environment or a data folder name, in this order.
func connect(cmd *cobra.Command, patience time.Duration) (*api.Client, error) {
	url, err := cmd.Flags().GetString("url")
	if err != nil {
		return nil, err
	}
	data, err := cmd.Flags().GetString("data")
	if err != nil {
		return nil, err
	}
	env := config.LoadClient(nil)
	token := env.Token.Reveal()
	if data != "" || url == "" && env.URL == "" && token == "" {
		folder := data
		if folder == "" {
			folder = config.Default().Data
		}
		found, text, err := local(folder)
		switch {
		case err == nil:
			env.URL, token = found, text
		case data != "":
			return nil, err
		default:
			return nil, withHint(errors.New("no server to ask"), `set TABARD_URL and TABARD_TOKEN, or name a data folder with --data; "tabard serve" starts a server`)
		}
	}
	if url == "" {
		url = env.URL
	}
	if url == "" {
		url = "http://" + config.Default().Listen
	}
	if token == "" {
		return nil, withHint(errors.New("no token"), "set TABARD_TOKEN; the first one is in the server's data folder, in %s", access.AdminFile)
	}
	client, err := api.Open(strings.TrimSuffix(url, "/"), token, &http.Client{Timeout: patience})
	return client, withHint(err, "TABARD_URL and --url hold the address")
}

// local gives the address and token of the server whose data folder it is.
func local(folder string) (url, token string, err error) {
	url, err = app.Address(folder)
	if errors.Is(err, app.ErrNotRunning) {
		return "", "", withHint(fmt.Errorf("data folder %s: %w", folder, err), "start one: tabard serve --data %s", folder)
	}
	if err != nil {
		return "", "", err
	}
	text, err := os.ReadFile(filepath.Join(folder, access.AdminFile))
	if err != nil {
		return "", "", withHint(fmt.Errorf("read the admin token: %w", err), "only who may read the data folder is an admin by it; others use TABARD_TOKEN")
	}
	return url, strings.TrimSpace(string(text)), nil
}

// answer explains what a server, or the lack of one, said.
func answer(err error) error {
	var refused *api.Error
	var network *net.OpError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		if next := refused.NextStep(); next != "" {
			return withHint(err, "%s", next)
		}
		if refused.Status == http.StatusNotFound {
			return withHint(err, `"tabard get" lists what there is`)
		}
		return err
	case errors.As(err, &network), errors.Is(err, context.DeadlineExceeded), os.IsTimeout(err):
		return withHint(err, "is the server up? TABARD_URL or --url names another one")
	}
	return err
}

// patience is how long a command waits for an answer.
const patience = 60 * time.Second
