package httpapi

import (
	"encoding/json/jsontext"
	"encoding/json/v2"
	"errors"
	"fmt"
	"io"

	"github.com/danielgtaylor/huma/v2"
)

// maxDepth bounds how deep a body may nest. The deepest that the API asks for is 3.
const maxDepth = 16

// formats gives huma the one format there is: JSON, read strictly. Names count exactly, none may come twice or be unknown,
// and nothing may follow the value.
func formats() map[string]huma.Format {
	strict := huma.Format{
		Marshal: func(w io.Writer, v any) error {
			return json.MarshalWrite(w, v, json.FormatNilSliceAsNull(false), json.Deterministic(true))
		},
		Unmarshal: func(body []byte, v any) error {
			if err := shallow(body); err != nil {
				return err
			}
			return quiet(json.Unmarshal(body, v, json.RejectUnknownMembers(true)))
		},
	}
	return map[string]huma.Format{"application/json": strict, "json": strict}
}

// shallow refuses a body that nests too deep, before anything is built from it.
func shallow(body []byte) error {
	depth, text := 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case text && c == '\\':
			i++
		case c == '"':
			text = !text
		case text:
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return fmt.Errorf("json: nested deeper than %d at byte %d", maxDepth, i)
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return nil
}

// quiet says where a body is wrong, and how, without showing any of it.
func quiet(err error) error {
	var syntax *jsontext.SyntacticError
	var semantic *json.SemanticError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, jsontext.ErrDuplicateName):
		errors.As(err, &syntax)
		return fmt.Errorf("json: a name comes twice, at byte %d", syntax.ByteOffset)
	case errors.Is(err, json.ErrUnknownName):
		errors.As(err, &semantic)
		return fmt.Errorf("json: a name that the API does not know, at byte %d", semantic.ByteOffset)
	case errors.As(err, &syntax):
		return fmt.Errorf("json: not valid JSON at byte %d", syntax.ByteOffset)
	case errors.As(err, &semantic):
		return fmt.Errorf("json: not the type that is wanted, at byte %d", semantic.ByteOffset)
	}
	return errors.New("json: not valid JSON")
}
