// Package api is a client for Tabard's HTTP API. Its types and calls (client.gen.go) are generated from openapi.yaml, which
// the server's own code gives; "make generate" writes both. This file adds what is the same for every call: the token,
// errors as the server explains them, and lists without their pages.
package api

import (
	"context"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
)

// most bounds one answer. A page of a thousand items is a few megabytes.
const most = 64 << 20

// Open makes a client for the server at an address, such as http://127.0.0.1:8787. It does not connect yet. A nil
// http.Client is one without a time limit, as live views need.
func Open(url, token string, with *http.Client) (*Client, error) {
	if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
		return nil, fmt.Errorf("%q is no address of a server: it looks like http://127.0.0.1:8787", url)
	}
	if with == nil {
		with = &http.Client{}
	}
	c := *with
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // a token goes to one server only
	return NewClient(url, WithHTTPClient(&c), WithRequestEditorFn(func(_ context.Context, r *http.Request) error {
		r.Header.Set("Authorization", "Bearer "+token)
		return nil
	}))
}

// Error is an answer that says no, as the server explains it.
type Error struct{ Problem }

func (e *Error) Error() string {
	text := e.Title
	if e.Detail != nil {
		text = *e.Detail
	}
	if e.Errors != nil {
		for _, fault := range *e.Errors {
			text += "; " + fault.Location + ": " + fault.Message
		}
	}
	return text
}

// NextStep gives what the server says to do about it, "" when it does not say.
func (e *Error) NextStep() string {
	if e.Hint == nil {
		return ""
	}
	return *e.Hint
}

// Read takes an answer: its body decoded into a T when the status says yes, an [*Error] otherwise. It closes the body.
func Read[T any](answer *http.Response, err error) (T, error) {
	var value T
	if err != nil {
		return value, err
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	body, err := io.ReadAll(io.LimitReader(answer.Body, most+1))
	switch {
	case err != nil:
		return value, err
	case len(body) > most:
		return value, errors.New("the answer is too large")
	case answer.StatusCode >= http.StatusMultipleChoices:
		return value, refusal(answer, body)
	case len(body) == 0:
		return value, nil
	}
	if err := json.Unmarshal(body, &value); err != nil {
		return value, fmt.Errorf("the answer is not as the API describes it: %w", err)
	}
	return value, nil
}

// refusal makes an error of an answer that says no, also when it is not from Tabard.
func refusal(answer *http.Response, body []byte) error {
	e := &Error{}
	if json.Unmarshal(body, &e.Problem) != nil || e.Status == 0 {
		e.Problem = Problem{Status: int64(answer.StatusCode), Title: "the server answered " + answer.Status}
	}
	return e
}

// page is one page of any list.
type page struct {
	Items []jsontext.Value `json:"items"`
	Next  string           `json:"next"`
}

// Items gives the items of a list, page after page, each as the JSON that the server wrote. fetch asks for the page at a
// cursor, "" for the first.
func Items(fetch func(cursor string) (*http.Response, error)) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		for cursor := ""; ; {
			p, err := Read[page](fetch(cursor))
			if err != nil {
				yield(nil, err)
				return
			}
			for _, item := range p.Items {
				if !yield(item, nil) {
					return
				}
			}
			if p.Next == "" || p.Next == cursor {
				return
			}
			cursor = p.Next
		}
	}
}
