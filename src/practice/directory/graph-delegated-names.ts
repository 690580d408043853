/**
 * The delegated permissions of Microsoft Graph as of August 2026, by family: the name before the first dot, then what may
 * follow it ("-" for nothing).
 */
export const graphDelegatedFamilies = `
AccessReview: Read.All ReadWrite.All ReadWrite.Membership; Acronym: Read.All; AdministrativeUnit: Read.All
ReadWrite.All; AgentCard: Read.All ReadWrite.All; AgentCardManifest: Read.All ReadWrite.All; AgentCollection:
Read.All Read.Global Read.Quarantined ReadWrite.All ReadWrite.Global ReadWrite.Quarantined;
AgentCommunicationConfiguration: Read ReadWrite; AgentIdentity: Create.All DeleteRestore.All EnableDisable.All
Read.All ReadWrite.All; AgentIdentityBlueprint: AddRemoveCreds.All Create DeleteRestore.All Read.All
ReadWrite.All UpdateAuthProperties.All UpdateBranding.All; AgentIdentityBlueprintPrincipal: Create
DeleteRestore.All EnableDisable.All Read.All ReadWrite.All; AgentIdUser: ReadWrite.All
ReadWrite.IdentityParentedBy; AgentInstance: Read.All ReadWrite.All; AgentRegistration: Read.All
ReadWrite.All; Agreement: Read.All ReadWrite.All; AgreementAcceptance: Read Read.All; AiEnterpriseInteraction:
Read; Analytics: Read; APIConnectors: Read.All ReadWrite.All; AppCatalog: Read.All ReadWrite.All Submit;
AppCertTrustConfiguration: Read.All ReadWrite.All; Application-RemoteDesktopConfig: ReadWrite.All;
Application: Read.All ReadUpdate.All ReadWrite.All; AppRoleAssignment: ReadWrite.All; ApprovalSolution: Read
ReadWrite; ApprovalSolutionResponse: ReadWrite; AttackSimulation: Read.All ReadWrite.All; AuditActivity: Read
Write; AuditLog: Read.All; AuditLogsQuery-CRM: Read.All; AuditLogsQuery-Endpoint: Read.All;
AuditLogsQuery-Entra: Read.All; AuditLogsQuery-Exchange: Read.All; AuditLogsQuery-OneDrive: Read.All;
AuditLogsQuery-SharePoint: Read.All; AuditLogsQuery: Read.All; AuthenticationContext: Read.All ReadWrite.All;
BackupRestore-Configuration: Read.All ReadWrite.All; BackupRestore-Control: Read.All ReadWrite.All;
BackupRestore-Monitor: Read.All; BackupRestore-Restore: Read.All ReadWrite.All; BackupRestore-Search:
Read.All; BillingConfiguration: ReadWrite.All; BitlockerKey: Read.All ReadBasic.All; Bookings: Manage.All
Read.All ReadWrite.All; BookingsAppointment: ReadWrite.All; Bookmark: Read.All; BrowserSiteLists: Read.All
ReadWrite.All; BusinessScenarioConfig: Read.All Read.OwnedBy ReadWrite.All ReadWrite.OwnedBy;
BusinessScenarioData: Read.OwnedBy ReadWrite.OwnedBy; Calendars: Read Read.Shared ReadBasic ReadWrite
ReadWrite.Shared; CallAiInsights: Read.All; CallDelegation: Read ReadWrite; CallEvents: Read; CallRecordings:
Read.All; CallTranscripts: Read.All; CaseManagement: Read.All ReadWrite.All; ChangeManagement: Read.All;
Channel: Create Delete.All ReadBasic.All; ChannelMember: Read.All ReadWrite.All; ChannelMessage: Edit Read.All
ReadWrite Send; ChannelSettings: Read.All ReadWrite.All; Chat: Create ManageDeletion.All Read ReadBasic
ReadWrite ReadWrite.All; ChatMember: Read ReadWrite; ChatMessage: Read Send; CloudApp-Discovery: Read.All;
CloudPC: Read.All ReadWrite.All; Community: Read.All ReadWrite.All; ConfigurationMonitoring: Read.All
ReadWrite.All; ConsentRequest: Create Read Read.All ReadApprove.All ReadWrite.All;
Contacts-OnPremisesSyncBehavior: ReadWrite.All; Contacts: Read Read.Shared ReadWrite ReadWrite.Shared;
Content: Process.All Process.User; ContentActivity: Read Write; Contracts: Read.All; CopilotConversation:
Delete; CopilotPackages: Read.All ReadWrite.All; CopilotPolicySettings: Read ReadWrite;
CopilotSettings-LimitedMode: Read ReadWrite; CrossTenantInformation: ReadBasic.All;
CrossTenantUserProfileSharing: Read Read.All ReadWrite ReadWrite.All; CustomAuthenticationExtension: Read.All
ReadWrite.All; CustomDetection: Read.All ReadWrite.All; CustomSecAttributeAssignment: Read.All ReadWrite.All;
CustomSecAttributeAuditLogs: Read.All; CustomSecAttributeDefinition: Read.All ReadWrite.All;
CustomSecAttributeProvisioning: Read.All ReadWrite.All; CustomTags: Read.All ReadWrite.All;
DelegatedAdminRelationship: Read.All ReadWrite.All; DelegatedPermissionGrant: Read.All ReadWrite.All; Device:
Command CreateFromOwnedTemplate Read Read.All; DeviceLocalCredential: Read.All ReadBasic.All;
DeviceManagementApps: Read.All ReadWrite.All; DeviceManagementCloudCA: Read.All ReadWrite.All;
DeviceManagementConfiguration: Read.All ReadWrite.All; DeviceManagementDeploymentPlans: Read.All
ReadWrite.All; DeviceManagementManagedDevices: PrivilegedOperations.All Read.All ReadWrite.All;
DeviceManagementRBAC: Read.All ReadWrite.All; DeviceManagementScripts: Read.All ReadWrite.All;
DeviceManagementServiceConfig: Read.All ReadWrite.All; DeviceTemplate: Create Read.All ReadWrite.All;
Directory: AccessAsUser.All Read.All ReadWrite.All; DirectoryRecommendations: Read.All ReadWrite.All;
Domain-InternalFederation: Read.All ReadWrite.All; Domain: Read.All ReadWrite.All; EAS: AccessAsUser.All;
eDiscovery: Read.All ReadWrite.All; EduAdministration: Read ReadWrite; EduAssignments: Read ReadBasic
ReadWrite ReadWriteBasic; EduCurricula: Read ReadWrite; EduRoster: Read ReadBasic ReadWrite; email: -;
EngagementConversation: Read.All ReadWrite.All; EngagementMeetingConversation: Read.All; EngagementRole: Read
Read.All ReadWrite.All; EntitlementManagement: Read.All ReadWrite.All; EntitlementMgmt-SubjectAccess:
ReadWrite; EntraBackup: Read.All ReadWrite.Preview ReadWrite.Recovery; EventListener: Read.All ReadWrite.All;
EWS: AccessAsUser.All; ExchangeMessageTrace: Read.All; ExternalConnection: Read.All ReadWrite.All
ReadWrite.OwnedBy; ExternalItem: Read.All ReadWrite.All ReadWrite.OwnedBy; ExternalUserProfile: Read.All
ReadWrite.All; Family: Read; Files: Read Read.All Read.Selected ReadWrite ReadWrite.All ReadWrite.AppFolder
ReadWrite.Selected SelectedOperations.Selected; FileStorageContainer: Manage.All Selected;
FileStorageContainerType: Manage.All; FileStorageContainerTypeReg: Manage.All Selected; Financials:
ReadWrite.All; Goals-Export: Read.All ReadWrite.All; Group-Conversation: Read.All ReadWrite.All;
Group-NestingSupport: ReadWrite.All; Group-OnPremisesSyncBehavior: ReadWrite.All; Group-XTenantIdentitySync:
Read.All; Group: ManageProtection.All Read.All ReadWrite.All; GroupMember: Read.All ReadWrite.All;
GroupSettings: Read.All ReadWrite.All; HealthMonitoringAlert: Read.All ReadWrite.All;
HealthMonitoringAlertConfig: Read.All ReadWrite.All; IdentityNotifications: Read.All ReadWrite.All;
IdentityProvider: Read.All ReadWrite.All; IdentityRiskEvent: Read.All ReadWrite.All; IdentityRiskyAgent:
Read.All ReadWrite.All; IdentityRiskyServicePrincipal: Read.All ReadWrite.All; IdentityRiskyUser: Read.All
ReadWrite.All; IdentityUserFlow: Read.All ReadWrite.All; IMAP: AccessAsUser.All; IndustryData-DataConnector:
Read.All ReadWrite.All Upload; IndustryData-InboundFlow: Read.All ReadWrite.All; IndustryData-OutboundFlow:
Read.All ReadWrite.All; IndustryData-ReferenceDefinition: Read.All ReadWrite.All; IndustryData-Run: Read.All
Start; IndustryData-SourceSystem: Read.All ReadWrite.All; IndustryData-TimePeriod: Read.All ReadWrite.All;
IndustryData: ReadBasic.All; InformationProtectionConfig: Read; InformationProtectionPolicy: Read;
Insights-UserMetric: Read.All; LearningAssignedCourse: Read; LearningContent: Read.All ReadWrite.All;
LearningProvider: Read ReadWrite; LearningSelfInitiatedCourse: Read; LicenseAssignment: Read.All
ReadWrite.All; LifecyclePolicies-AgentId: Read.All ReadWrite.All; LifecyclePolicies-Guests: Read.All
ReadWrite.All; LifecycleWorkflows-CustomExt: Read.All ReadWrite.All; LifecycleWorkflows-Reports: Read.All;
LifecycleWorkflows-Workflow: Activate Read.All ReadBasic.All ReadWrite.All; LifecycleWorkflows: Read.All
ReadWrite.All; ListItems: SelectedOperations.Selected; Lists: SelectedOperations.Selected; Mail-Advanced:
ReadWrite ReadWrite.Shared; Mail: Read Read.Shared ReadBasic ReadBasic.Shared ReadWrite ReadWrite.Shared Send
Send.Shared; MailboxConfigItem: Read ReadWrite; MailboxFolder: Read ReadWrite; MailboxItem: Export
ImportExport Read ReadWrite; MailboxSettings: Read ReadWrite; MailTips: ReadBasic.Shared; ManagedTenants:
Read.All ReadWrite.All; Member: Read.Hidden; MultiTenantOrganization: Read.All ReadBasic.All ReadWrite.All;
MutualTlsOauthConfiguration: Read.All ReadWrite.All; NetworkAccess-Reports: Read.All; NetworkAccess: Read.All
ReadWrite.All; NetworkAccessBranch: Read.All ReadWrite.All; NetworkAccessPolicy: Read.All ReadWrite.All;
Notes: Create Read Read.All ReadWrite ReadWrite.All ReadWrite.CreatedByApp; Notifications:
ReadWrite.CreatedByApp; offline_access: -; OnlineMeetingAiInsight: Read.All; OnlineMeetingArtifact: Read.All;
OnlineMeetingRecording: Read.All; OnlineMeetings: Read ReadWrite; OnlineMeetingTranscript: Read.All;
OnPremDirectorySynchronization: Read.All ReadWrite.All; OnPremisesPublishingProfiles: ReadWrite.All; openid:
-; Organization: Read.All ReadWrite.All; OrganizationalBranding: Read.All ReadWrite.All; OrgContact: Read.All;
OrgSettings-AppsAndServices: Read.All ReadWrite.All; OrgSettings-DynamicsVoice: Read.All ReadWrite.All;
OrgSettings-Forms: Read.All ReadWrite.All; OrgSettings-Microsoft365Install: Read.All ReadWrite.All;
OrgSettings-Todo: Read.All ReadWrite.All; PartnerBilling: Read.All; PartnerSecurity: Read.All ReadWrite.All;
PendingExternalUserProfile: Read.All ReadWrite.All; People: Read Read.All; PeopleSettings: Read.All
ReadWrite.All; Place: Read.All ReadWrite.All; PlaceDevice: Read.All ReadWrite.All; Policy: Read.All
Read.AuthenticationMethod Read.B2BManagementPolicy Read.ConditionalAccess Read.CrossTenantAccess
Read.DeviceConfiguration Read.IdentityProtection Read.PermissionGrant Read.Recovery ReadWrite.AccessReview
ReadWrite.ApplicationConfiguration ReadWrite.AuthenticationFlows ReadWrite.AuthenticationMethod
ReadWrite.Authorization ReadWrite.B2BManagementPolicy ReadWrite.ConditionalAccess ReadWrite.ConsentRequest
ReadWrite.CrossTenantAccess ReadWrite.CrossTenantCapability ReadWrite.DeviceConfiguration
ReadWrite.ExternalIdentities ReadWrite.FeatureRollout ReadWrite.FedTokenValidation
ReadWrite.IdentityProtection ReadWrite.MobilityManagement ReadWrite.PermissionGrant ReadWrite.Recovery
ReadWrite.SecurityDefaults ReadWrite.TrustFramework; POP: AccessAsUser.All; PreAuthorizationGrant: Read.All;
Presence: Read Read.All ReadWrite; PrintConnector: Read.All ReadWrite.All; Printer: Create FullControl.All
Read.All ReadWrite.All; PrinterShare: Read.All ReadBasic.All ReadWrite.All; PrintJob: Create Read Read.All
ReadBasic ReadBasic.All ReadWrite ReadWrite.All ReadWriteBasic ReadWriteBasic.All; PrintSettings: Read.All
ReadWrite.All; PrivilegedAccess-CustomExt: Read.All ReadWrite.All; PrivilegedAccess: Read.AzureAD
Read.AzureADGroup Read.AzureResources ReadWrite.AzureAD ReadWrite.AzureADGroup ReadWrite.AzureResources;
PrivilegedAssignmentSchedule: Read.AzureADGroup Read.EntraAppRole ReadWrite.AzureADGroup
ReadWrite.EntraAppRole Remove.AzureADGroup; PrivilegedEligibilitySchedule: Read.AzureADGroup Read.EntraAppRole
ReadWrite.AzureADGroup ReadWrite.EntraAppRole Remove.AzureADGroup; profile: -; ProfilePhoto: Read.All
ReadWrite.All; ProgramControl: Read.All ReadWrite.All; ProtectionScopes: Compute.All Compute.User;
ProvisioningLog: Read.All; PublicKeyInfrastructure: Read.All ReadWrite.All; PullPrintPrinter: FullControl.All
Read.All ReadWrite.All; QnA: Read.All; RealTimeActivityFeed: Read.All; RecordsManagement: Read.All
ReadWrite.All; RemoteTenantGroups: Read.All; Reports: Read.All; ReportSettings: Read.All ReadWrite.All;
ResourceSpecificPermissionGrant: ReadForChat ReadForTeam ReadForUser; RiskPreventionProviders: Read.All
ReadWrite.All; RoleAssignmentSchedule: Read.Directory ReadWrite.Directory Remove.Directory;
RoleEligibilitySchedule: Read.Directory ReadWrite.Directory Remove.Directory; RoleManagement: Read.All
Read.CloudPC Read.Defender Read.Directory Read.Exchange ReadWrite.CloudPC ReadWrite.Defender
ReadWrite.Directory ReadWrite.Exchange; RoleManagementAlert: Read.Directory ReadWrite.Directory;
RoleManagementPolicy: Read.AzureADGroup Read.Directory Read.EntraAppRole ReadWrite.AzureADGroup
ReadWrite.Directory ReadWrite.EntraAppRole; Schedule: Read.All ReadWrite.All; SchedulePermissions:
ReadWrite.All; SearchConfiguration: Read.All ReadWrite.All; SecurityActions: Read.All ReadWrite.All;
SecurityAlert: Create.All Read.All ReadWrite.All; SecurityAnalyzedMessage: Read.All ReadWrite.All;
SecurityCopilotWorkspaces: Read.All ReadWrite.All; SecurityEvents: Read.All ReadWrite.All;
SecurityIdentitiesAccount: Read.All; SecurityIdentitiesActions: ReadWrite.All; SecurityIdentitiesAutoConfig:
Read.All ReadWrite.All; SecurityIdentitiesHealth: Read.All ReadWrite.All; SecurityIdentitiesMigration:
Read.All ReadWrite.All; SecurityIdentitiesSensors: Read.All ReadWrite.All; SecurityIdentitiesUserActions:
Read.All ReadWrite.All; SecurityIncident: Read.All ReadWrite.All; SensitivityLabel: Evaluate Evaluate.All
Read; SensitivityLabels: Read.All; SentimentSurvey: Export.All; ServiceActivity-Exchange: Read.All;
ServiceActivity-Microsoft365Web: Read.All; ServiceActivity-OneDrive: Read.All; ServiceActivity-Teams:
Read.All; ServiceHealth: Read.All; ServiceMessage: Read.All; ServiceMessageViewpoint: Write;
ServicePrincipalEndpoint: Read.All ReadWrite.All; SharePointCrossTenantMigration: Manage.All Read.All;
SharePointTenantSettings: Read.All ReadWrite.All; ShortNotes: Read ReadWrite; SignInIdentifier: Read.All
ReadWrite.All; Sites: Create.All FullControl.All Manage.All Read.All ReadWrite.All Selected; SMTP: Send;
SpiffeTrustDomain: Read.All ReadWrite.All; Storyline: ReadWrite.All; SubjectNameRegistration: ReadWrite;
SubjectRightsRequest: Read.All ReadWrite.All; Subscription: Read.All; Synchronization: Read.All ReadWrite.All;
SynchronizationData-User: Upload; Tasks: Read Read.Shared ReadWrite ReadWrite.Shared; Team: Create
ReadBasic.All; TeamMember: Read.All ReadWrite.All ReadWriteNonOwnerRole.All; TeamsActivity: Read Send;
TeamsAppInstallation: ManageSelectedForChat ManageSelectedForTeam ManageSelectedForUser ReadForChat
ReadForTeam ReadForUser ReadSelectedForChat ReadSelectedForTeam ReadSelectedForUser ReadWriteAndConsentForChat
ReadWriteAndConsentForTeam ReadWriteAndConsentForUser ReadWriteAndConsentSelfForChat
ReadWriteAndConsentSelfForTeam ReadWriteAndConsentSelfForUser ReadWriteForChat ReadWriteForTeam
ReadWriteForUser ReadWriteSelectedForChat ReadWriteSelectedForTeam ReadWriteSelectedForUser
ReadWriteSelfForChat ReadWriteSelfForTeam ReadWriteSelfForUser; TeamSettings: Read.All ReadWrite.All;
TeamsPolicyUserAssign: ReadWrite.All; TeamsResourceAccount: Read.All; TeamsTab: Create Read.All ReadWrite.All
ReadWriteForChat ReadWriteForTeam ReadWriteForUser ReadWriteSelfForChat ReadWriteSelfForTeam
ReadWriteSelfForUser; TeamsTelephoneNumber: Read.All ReadWrite.All; TeamsUserConfiguration: Read.All;
TeamTemplates: Read; Teamwork: Read.All; TeamworkAppSettings: Read.All ReadWrite.All; TeamworkCustomEmoji:
Create Read; TeamworkDevice: Read.All ReadWrite.All; TeamworkSection: Read ReadWrite; TeamworkTag: Read
ReadWrite; TeamworkTargetedMessage: ReadWrite; TeamworkUserInteraction: Read.All; TenantGovernance-Invitation:
Read.All ReadWrite.All; TenantGovernance-PolicyTemplate: Read.All ReadWrite.All;
TenantGovernance-RelatedTenant: Read.All ReadWrite.All; TenantGovernance-Relationship: Read.All ReadWrite.All;
TenantGovernance-Request: Read.All ReadWrite.All; TenantGovernance-Setting: Read.All ReadWrite.All; TermStore:
Read.All ReadWrite.All; ThreatAssessment: ReadWrite.All; ThreatHunting: Read.All; ThreatIndicators: Read.All
ReadWrite.OwnedBy; ThreatIntelligence: Read.All; ThreatSubmission: Read Read.All ReadWrite ReadWrite.All;
ThreatSubmissionPolicy: ReadWrite.All; Topic: Read.All; TrustFrameworkKeySet: Read.All ReadWrite.All;
UnifiedGroupMember: Read.AsGuest; User-ConvertToInternal: ReadWrite.All; User-LifeCycleInfo: Read.All
ReadWrite.All; User-Mail: ReadWrite.All; User-OnPremisesSyncBehavior: ReadWrite.All; User-PasswordProfile:
ReadWrite.All; User-Phone: ReadWrite.All; User: Create DeleteRestore.All EnableDisableAccount.All Export.All
Invite.All ManageIdentities.All Read Read.All ReadBasic.All ReadUpdate.All ReadWrite ReadWrite.All
RevokeSessions.All; UserActivity: ReadWrite.CreatedByApp; UserAuthenticationMethod: Read Read.All ReadWrite
ReadWrite.All; UserAuthMethod-Email: Read Read.All ReadWrite ReadWrite.All; UserAuthMethod-External: Read
Read.All ReadWrite ReadWrite.All; UserAuthMethod-HardwareOATH: Read Read.All ReadWrite ReadWrite.All;
UserAuthMethod-MicrosoftAuthApp: Read Read.All ReadWrite ReadWrite.All; UserAuthMethod-Passkey: Read Read.All
ReadWrite ReadWrite.All; UserAuthMethod-Password: Read Read.All ReadWrite ReadWrite.All; UserAuthMethod-Phone:
Read Read.All ReadWrite ReadWrite.All; UserAuthMethod-PlatformCred: Read Read.All ReadWrite ReadWrite.All;
UserAuthMethod-QR: Read Read.All ReadWrite ReadWrite.All; UserAuthMethod-ResourceKey: Read.All ReadWrite.All;
UserAuthMethod-SoftwareOATH: Read Read.All ReadWrite ReadWrite.All; UserAuthMethod-TAP: Read Read.All
ReadWrite ReadWrite.All; UserAuthMethod-WindowsHello: Read Read.All ReadWrite ReadWrite.All;
UserCloudClipboard: Read; UserNotification: ReadWrite.CreatedByApp; UserTeamwork: Read; UserTimelineActivity:
Write.CreatedByApp; UserWindowsSettings: Read.All ReadWrite.All; VerifiedId-Profile: Read.All ReadWrite.All;
VirtualAppointment: Read ReadWrite; VirtualAppointmentNotification: Send; VirtualEvent: Read ReadWrite;
WindowsUpdates: Read.All ReadWrite.All; WorkforceIntegration: Read.All ReadWrite.All;
`
