package m365

import (
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/entra"
	"tabard.dev/tabard/connectors/internal/either"
)

// service reads what operations of Exchange, SharePoint and the other services change. Exchange's are PowerShell commands
// with their parameters by name.
func service(r either.Record, e *tabard.Event, p map[string]string) {
	user := func(name string) tabard.Actor { return entra.Account(e.Realm, name, name, "") }
	grant := func(verb tabard.Verb, to string, g tabard.GrantRef) {
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectGrant, Identity: user(to), Grant: g})
	}
	identity := func(verb tabard.Verb, who tabard.Actor) {
		if !who.IsZero() {
			e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: who})
		}
	}
	object := r.Text(fObject)
	switch e.Action {
	case "Add-MailboxPermission", "Remove-MailboxPermission", "Add-MailboxFolderPermission", "Set-MailboxFolderPermission", "Remove-MailboxFolderPermission",
		"Add-RecipientPermission", "Remove-RecipientPermission", "Add-ADPermission":
		to := first(p["User"], p["Trustee"])
		rights := p["AccessRights"]
		grant(given(e.Action), to, tabard.GrantRef{
			Permission: rights, Resource: first(p["Identity"], object), Admin: strings.Contains(rights, "FullAccess"),
			Public: (to == "Default" || to == "Anonymous" || to == "Everyone") && rights != "None" && rights != "AvailabilityOnly",
		})
	case "Add-RoleGroupMember", "Remove-RoleGroupMember":
		role := first(p["Identity"], object)
		grant(given(e.Action), first(p["Member"], p["Members"]), tabard.GrantRef{Permission: role, Resource: "Exchange", Via: role, Admin: controls(role)})
	case "New-ManagementRoleAssignment", "Remove-ManagementRoleAssignment":
		role := first(p["Role"], p["Identity"])
		grant(given(e.Action), first(p["User"], p["App"], p["SecurityGroup"]), tabard.GrantRef{Permission: role, Resource: "Exchange", Via: role, Admin: controls(role)})
	case "New-Mailbox", "New-MailUser", "New-RemoteMailbox":
		identity(tabard.Created, entra.Account(e.Realm, first(p["UserPrincipalName"], p["MicrosoftOnlineServicesID"], p["Name"], object), "", "User"))
	case "Remove-Mailbox", "Remove-MailUser":
		identity(tabard.Deleted, entra.Account(e.Realm, first(p["Identity"], object), "", "User"))
	case "New-ServicePrincipal":
		identity(tabard.Created, entra.Account(e.Realm, first(p["AppId"], p["ServiceId"], object), p["DisplayName"], "ServicePrincipal"))
	case "Set-DomainAuthentication", "New-PartnerApplication", "New-OrganizationRelationship", "Set-OrganizationRelationship", "New-AuthServer":
		e.Changes = append(e.Changes, tabard.Change{
			Verb: tabard.Created, Object: tabard.ObjectTrust, Identity: entra.Account(e.Realm, e.Realm, "", "Tenant"),
			Grant: tabard.GrantRef{Permission: "sign-in", Resource: first(p["DomainNames"], p["ApplicationIdentifier"], p["Name"], object)},
		})
	case "SiteCollectionAdminAdded", "SiteCollectionAdminRemoved":
		verb := tabard.Granted
		if strings.HasSuffix(e.Action, "Removed") {
			verb = tabard.Revoked
		}
		grant(verb, first(r.Text(fTargetUser), object), tabard.GrantRef{Permission: "site collection administrator", Resource: r.Text(fSite), Admin: true})
	case "AnonymousLinkCreated", "AnonymousLinkUpdated":
		grant(tabard.Granted, "*", tabard.GrantRef{Permission: "anonymous link", Resource: object, Public: true})
	case "AnonymousLinkRemoved":
		grant(tabard.Revoked, "*", tabard.GrantRef{Permission: "anonymous link", Resource: object, Public: true})
	case "SharingSet", "AddedToSecureLink", "SharingInvitationCreated", "AddedToGroup":
		to := r.Text(fTargetUser)
		grant(tabard.Granted, to, tabard.GrantRef{
			Permission: e.Action, Resource: object, Public: strings.EqualFold(to, "Everyone") || strings.EqualFold(to, "Everyone except external users"),
		})
	case "SharingRevoked", "RemovedFromSecureLink", "RemovedFromGroup":
		grant(tabard.Revoked, r.Text(fTargetUser), tabard.GrantRef{Permission: e.Action, Resource: object})
	}
}

func given(command string) tabard.Verb {
	if strings.HasPrefix(command, "Remove") {
		return tabard.Revoked
	}
	return tabard.Granted
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// controls reports whether a role of Exchange gives control over the organization or every mailbox.
func controls(role string) bool {
	switch role {
	case "Organization Management", "ApplicationImpersonation", "Role Management", "Recipient Management", "Security Administrator",
		"Application Exchange Full Access", "Application EWS.AccessAsApp", "Mailbox Import Export", "Discovery Management", "Compliance Management":
		return true
	}
	return false
}
