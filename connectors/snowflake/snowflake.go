// Package snowflake reads rows of Snowflake's ACCOUNT_USAGE views: GRANTS_TO_USERS, GRANTS_TO_ROLES, LOGIN_HISTORY and
// QUERY_HISTORY, with column names in upper or lower case. Part of stage 2: it says in Tabard's words what a record means.
//
// The grants are listings, not events: a row stands for a grant that was made at its CREATED_ON and, where it has one, ended
// at its DELETED_ON.
package snowflake

import "tabard.dev/tabard"

// Connector gives what Tabard knows of Snowflake.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "snowflake",
		Title:    "Snowflake",
		Families: []tabard.Family{usage()},
	}
}
