package httpapi

import (
	"reflect"
	"strings"
	"time"
)

// filters gives the query parameters of an input that are the list's own, by their names.
func filters(in any) map[string]string {
	all := map[string]string{}
	collect(reflect.ValueOf(in).Elem(), all)
	return all
}

func collect(v reflect.Value, into map[string]string) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		switch {
		case field.Type == reflect.TypeFor[Paging]():
			continue
		case field.Anonymous:
			collect(v.Field(i), into)
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("query"), ",")
		if name == "" || v.Field(i).IsZero() {
			continue
		}
		switch value := v.Field(i).Interface().(type) {
		case string:
			into[name] = value
		case time.Time:
			into[name] = value.UTC().Format(time.RFC3339Nano)
		}
	}
}
