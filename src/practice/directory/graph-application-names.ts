/**
 * The application permissions of Microsoft Graph as of August 2026, by family: the name before the first dot, then what may
 * follow it ("-" for nothing).
 */
export const graphApplicationFamilies = `
AccessReview: Read.All ReadWrite.All ReadWrite.Membership; Acronym: Read.All; AdministrativeUnit: Read.All
ReadWrite.All; AgentCard: Read.All ReadWrite.All ReadWrite.ManagedBy; AgentCardManifest: Read.All
ReadWrite.All ReadWrite.ManagedBy; AgentCollection: Read.All ReadWrite.All ReadWrite.ManagedBy;
AgentCommunicationConfiguration: Read.All ReadWrite.All; AgentIdentity: Create.All CreateAsManager
DeleteRestore.All EnableDisable.All Read.All ReadWrite.All; AgentIdentityBlueprint: AddRemoveCreds.All Create
DeleteRestore.All Read.All ReadWrite.All UpdateAuthProperties.All UpdateBranding.All;
AgentIdentityBlueprintPrincipal: Create DeleteRestore.All EnableDisable.All Read.All ReadWrite.All;
AgentIdUser: ReadWrite.All ReadWrite.IdentityParentedBy; AgentInstance: Read.All ReadWrite.All
ReadWrite.ManagedBy; AgentRegistration: Read.All ReadWrite.All; Agreement: Read.All ReadWrite.All;
AgreementAcceptance: Read.All; AiEnterpriseInteraction: Read.All; APIConnectors: Read.All ReadWrite.All;
AppCatalog: Read.All ReadWrite.All; Application-RemoteDesktopConfig: ReadWrite.All; Application: Read.All
ReadUpdate.All ReadWrite.All ReadWrite.OwnedBy; AppRoleAssignment: ReadWrite.All; ApprovalSolution: Read.All
ReadWrite.All; AttackSimulation: Read.All ReadWrite.All; AuditActivity: Read Write; AuditLog: Read.All;
AuditLogsQuery-CRM: Read.All; AuditLogsQuery-Endpoint: Read.All; AuditLogsQuery-Entra: Read.All;
AuditLogsQuery-Exchange: Read.All; AuditLogsQuery-OneDrive: Read.All; AuditLogsQuery-SharePoint: Read.All;
AuditLogsQuery: Read.All; AuthenticationContext: Read.All ReadWrite.All; BackupRestore-Configuration: Read.All
ReadWrite.All; BackupRestore-Control: Read.All ReadWrite.All; BackupRestore-Monitor: Read.All;
BackupRestore-Restore: Read.All ReadWrite.All; BackupRestore-Search: Read.All; BillingConfiguration:
ReadWrite.All; BitlockerKey: Read.All ReadBasic.All; Bookings: Manage.All Read.All ReadWrite.All;
BookingsAppointment: ReadWrite.All; Bookmark: Read.All; BrowserSiteLists: Read.All ReadWrite.All;
BusinessScenarioConfig: Read.OwnedBy ReadWrite.OwnedBy; BusinessScenarioData: Read.OwnedBy ReadWrite.OwnedBy;
Calendars: Read Read.All ReadBasic.All ReadWrite ReadWrite.All; CallAiInsights: Read.All; CallDelegation:
Read.All ReadWrite.All; CallEvents-Emergency: Read.All; CallEvents: Read.All; CallRecord-PstnCalls: Read.All;
CallRecordings: Read.All; CallRecords: Read.All; Calls: AccessMedia.All Initiate.All InitiateGroupCall.All
JoinGroupCall.All JoinGroupCallAsGuest.All ReportSyntheticMedia.All; CallTranscripts: Read.All;
CaseManagement: Read.All ReadWrite.All; ChangeManagement: Read.All; Channel: Create Delete.All ReadBasic.All;
ChannelMember: Read.All ReadWrite.All; ChannelMessage: Read.All UpdatePolicyViolation.All; ChannelSettings:
Read.All ReadWrite.All; Chat: Create ManageDeletion.All Read.All Read.WhereInstalled ReadBasic.All
ReadBasic.WhereInstalled ReadWrite.All ReadWrite.WhereInstalled UpdatePolicyViolation.All; ChatMember:
Read.All Read.WhereInstalled ReadWrite.All ReadWrite.WhereInstalled; ChatMessage: Read.All;
CloudApp-Discovery: Read.All; CloudPC: Read.All ReadWrite.All; Community: Read.All ReadWrite.All;
ConfigurationMonitoring: Read.All ReadWrite.All; ConsentRequest: Read.All ReadWrite.All;
Contacts-OnPremisesSyncBehavior: ReadWrite.All; Contacts: Read ReadWrite; Content: Process.All Process.User;
ContentActivity: Read Write; Contracts: Read.All; CopilotPackages: Read.All ReadWrite.All;
CopilotPolicySettings: Read ReadWrite; CrossTenantInformation: ReadBasic.All; CrossTenantUserProfileSharing:
Read.All ReadWrite.All; CustomAuthenticationExtension: Read.All ReadWrite.All Receive.Payload;
CustomDetection: Read.All ReadWrite.All; CustomSecAttributeAssignment: Read.All ReadWrite.All;
CustomSecAttributeAuditLogs: Read.All; CustomSecAttributeDefinition: Read.All ReadWrite.All;
CustomSecAttributeProvisioning: Read.All ReadWrite.All; CustomTags: Read.All ReadWrite.All;
DelegatedAdminRelationship: Read.All ReadWrite.All; DelegatedPermissionGrant: Read.All ReadWrite.All; Device:
Read.All ReadWrite.All; DeviceLocalCredential: Read.All ReadBasic.All; DeviceManagementApps: Read.All
ReadWrite.All; DeviceManagementCloudCA: Read.All ReadWrite.All; DeviceManagementConfiguration: Read.All
ReadWrite.All; DeviceManagementDeploymentPlans: Read.All ReadWrite.All; DeviceManagementManagedDevices:
PrivilegedOperations.All Read.All ReadWrite.All; DeviceManagementRBAC: Read.All ReadWrite.All;
DeviceManagementScripts: Read.All ReadWrite.All; DeviceManagementServiceConfig: Read.All ReadWrite.All;
DeviceTemplate: Create Read.All ReadWrite.All; Directory: Read.All ReadWrite.All; DirectoryRecommendations:
Read.All ReadWrite.All; Domain-InternalFederation: Read.All ReadWrite.All; Domain: Read.All ReadWrite.All;
eDiscovery: Read.All ReadWrite.All; EduAdministration: Read.All ReadWrite.All; EduAssignments: Read.All
ReadBasic.All ReadWrite.All ReadWriteBasic.All; EduCurricula: Read.All ReadWrite.All; EduReports-Reading:
Read.All ReadAnonymous.All; EduReports-Reflect: Read.All ReadAnonymous.All; EduRoster: Read.All ReadBasic.All
ReadWrite.All; EngagementConversation: Migration.All Read.All ReadWrite.All; EngagementExport: Read.All;
EngagementMeetingConversation: Read.All; EngagementRole: Read.All ReadWrite.All; EntitlementManagement:
Read.All ReadWrite.All; EntraBackup: Read.All; EventListener: Read.All ReadWrite.All; ExchangeMessageTrace:
Read.All; ExternalConnection: Read.All ReadWrite.All ReadWrite.OwnedBy; ExternalItem: Read.All ReadWrite.All
ReadWrite.OwnedBy; ExternalUserProfile: Read.All ReadWrite.All; FileIngestion: Ingest;
FileIngestionHybridOnboarding: Manage; Files: Read.All ReadWrite.All ReadWrite.AppFolder
SelectedOperations.Selected; FileStorageContainer: Selected; FileStorageContainerTypeReg: Selected;
Group-Conversation: Read.All ReadWrite.All; Group-NestingSupport: ReadWrite.All; Group-OnPremisesSyncBehavior:
ReadWrite.All; Group-XTenantIdentitySync: Read.All; Group: Create ManageProtection.All Read.All ReadWrite.All;
GroupMember: Read.All ReadWrite.All; GroupSettings: Read.All ReadWrite.All; HealthMonitoringAlert: Read.All
ReadWrite.All; HealthMonitoringAlertConfig: Read.All ReadWrite.All; IdentityNotifications: Read.All
ReadWrite.All; IdentityProvider: Read.All ReadWrite.All; IdentityRiskEvent: Read.All ReadWrite.All;
IdentityRiskyAgent: Read.All ReadWrite.All; IdentityRiskyServicePrincipal: Read.All ReadWrite.All;
IdentityRiskyUser: Read.All ReadWrite.All; IdentityUserFlow: Read.All ReadWrite.All;
IndustryData-DataConnector: Read.All ReadWrite.All Upload; IndustryData-InboundFlow: Read.All ReadWrite.All;
IndustryData-OutboundFlow: Read.All ReadWrite.All; IndustryData-ReferenceDefinition: Read.All ReadWrite.All;
IndustryData-Run: Read.All Start; IndustryData-SourceSystem: Read.All ReadWrite.All; IndustryData-TimePeriod:
Read.All ReadWrite.All; IndustryData: ReadBasic.All; InformationProtectionConfig: Read.All;
InformationProtectionContent: Sign.All Write.All; InformationProtectionPolicy: Read.All; Insights-UserMetric:
Read.All; LearningAssignedCourse: Read.All ReadWrite.All; LearningContent: Read.All ReadWrite.All;
LearningSelfInitiatedCourse: Read.All ReadWrite.All; LicenseAssignment: Read.All ReadWrite.All;
LifecyclePolicies-AgentId: Read.All ReadWrite.All; LifecycleWorkflows-CustomExt: Read.All ReadWrite.All;
LifecycleWorkflows-Reports: Read.All; LifecycleWorkflows-Workflow: Activate Read.All ReadBasic.All
ReadWrite.All; LifecycleWorkflows: Read.All ReadWrite.All; ListItems: SelectedOperations.Selected; Lists:
SelectedOperations.Selected; Mail-Advanced: ReadWrite.All; Mail: Read ReadBasic ReadBasic.All ReadWrite Send;
MailboxConfigItem: Read ReadWrite; MailboxFolder: Read.All ReadWrite.All; MailboxItem: Export.All
ImportExport.All Read.All ReadWrite.All; MailboxSettings: Read ReadWrite; MailTips: ReadBasic.All; Member:
Read.Hidden; MultiTenantOrganization: Read.All ReadBasic.All ReadWrite.All; MutualTlsOauthConfiguration:
Read.All ReadWrite.All; NetworkAccess-Reports: Read.All; NetworkAccess: Read.All ReadWrite.All;
NetworkAccessBranch: Read.All ReadWrite.All; NetworkAccessPolicy: Read.All ReadWrite.All; Notes: Read.All
ReadWrite.All; OnlineMeetingAiInsight: Read.All Read.Chat; OnlineMeetingArtifact: Read.All;
OnlineMeetingRecording: Read.All; OnlineMeetings: Read.All ReadWrite.All; OnlineMeetingTranscript: Read.All;
OnPremDirectorySynchronization: Read.All ReadWrite.All; OnPremisesPublishingProfiles: ReadWrite.All;
Organization: Read.All ReadWrite.All; OrganizationalBranding: Read.All ReadWrite.All; OrgContact: Read.All;
OrgSettings-AppsAndServices: Read.All ReadWrite.All; OrgSettings-DynamicsVoice: Read.All ReadWrite.All;
OrgSettings-Forms: Read.All ReadWrite.All; OrgSettings-Microsoft365Install: Read.All ReadWrite.All;
OrgSettings-Todo: Read.All ReadWrite.All; PartnerBilling: Read.All; PartnerSecurity: Read.All ReadWrite.All;
PendingExternalUserProfile: Read.All ReadWrite.All; People: Read.All; PeopleSettings: Read.All ReadWrite.All;
Place: Read.All ReadWrite.All; PlaceDevice: Read.All ReadWrite.All; PlaceDeviceTelemetry: ReadWrite.All;
Policy: Read.All Read.AuthenticationMethod Read.B2BManagementPolicy Read.ConditionalAccess
Read.CrossTenantAccess Read.DeviceConfiguration Read.IdentityProtection Read.PermissionGrant Read.Recovery
ReadWrite.AccessReview ReadWrite.ApplicationConfiguration ReadWrite.AuthenticationFlows
ReadWrite.AuthenticationMethod ReadWrite.Authorization ReadWrite.B2BManagementPolicy
ReadWrite.ConditionalAccess ReadWrite.ConsentRequest ReadWrite.CrossTenantAccess
ReadWrite.CrossTenantCapability ReadWrite.DeviceConfiguration ReadWrite.ExternalIdentities
ReadWrite.FeatureRollout ReadWrite.FedTokenValidation ReadWrite.IdentityProtection ReadWrite.PermissionGrant
ReadWrite.Recovery ReadWrite.SecurityDefaults ReadWrite.TrustFramework; PreAuthorizationGrant: Read.All;
Presence: Read.All ReadWrite.All; Printer: Read.All ReadWrite.All; PrintJob: Manage.All Read.All ReadBasic.All
ReadWrite.All ReadWriteBasic.All; PrintSettings: Read.All; PrintTaskDefinition: ReadWrite.All;
PrivilegedAccess-CustomExt: Read.All ReadWrite.All; PrivilegedAccess: Read.AzureAD Read.AzureADGroup
Read.AzureResources ReadWrite.AzureAD ReadWrite.AzureADGroup ReadWrite.AzureResources;
PrivilegedAssignmentSchedule: Read.AzureADGroup Read.EntraAppRole ReadWrite.AzureADGroup
ReadWrite.EntraAppRole Remove.AzureADGroup; PrivilegedEligibilitySchedule: Read.AzureADGroup Read.EntraAppRole
ReadWrite.AzureADGroup ReadWrite.EntraAppRole Remove.AzureADGroup; ProfilePhoto: Read.All ReadWrite.All;
ProgramControl: Read.All ReadWrite.All; ProtectionScopes: Compute.All Compute.User; ProvisioningLog: Read.All;
PublicKeyInfrastructure: Read.All ReadWrite.All; PullPrintPrinter: Read.All; QnA: Read.All;
RealTimeActivityFeed: Read.All; RecordsManagement: Read.All ReadWrite.All; RemoteTenantGroups: Read.All;
Reports: Read.All; ReportSettings: Read.All ReadWrite.All; ResourceSpecificPermissionGrant: ReadForChat.All
ReadForTeam.All ReadForUser.All; RiskPreventionProviders: Read.All ReadWrite.All; RoleAssignmentSchedule:
Read.Directory ReadWrite.Directory Remove.Directory; RoleEligibilitySchedule: Read.Directory
ReadWrite.Directory Remove.Directory; RoleManagement: Read.All Read.CloudPC Read.Defender Read.Directory
Read.Exchange ReadWrite.CloudPC ReadWrite.Defender ReadWrite.Directory ReadWrite.Exchange;
RoleManagementAlert: Read.Directory ReadWrite.Directory; RoleManagementPolicy: Read.AzureADGroup
Read.Directory Read.EntraAppRole ReadWrite.AzureADGroup ReadWrite.Directory ReadWrite.EntraAppRole;
Schedule-WorkingTime: ReadWrite.All; Schedule: Read.All ReadWrite.All; SchedulePermissions: ReadWrite.All;
SearchConfiguration: Read.All ReadWrite.All; SecurityActions: Read.All ReadWrite.All; SecurityAlert:
Create.All Read.All ReadWrite.All; SecurityAnalyzedMessage: Read.All ReadWrite.All; SecurityEvents: Read.All
ReadWrite.All; SecurityIdentitiesAccount: Read.All; SecurityIdentitiesActions: ReadWrite.All;
SecurityIdentitiesAutoConfig: Read.All ReadWrite.All; SecurityIdentitiesHealth: Read.All ReadWrite.All;
SecurityIdentitiesMigration: Read.All ReadWrite.All; SecurityIdentitiesSensors: Read.All ReadWrite.All;
SecurityIdentitiesUserActions: Read.All ReadWrite.All; SecurityIncident: Read.All ReadWrite.All;
SensitivityLabel: Evaluate Evaluate.All Read; SensitivityLabels: Read.All; SentimentSurvey: Export.All;
ServiceActivity-Exchange: Read.All; ServiceActivity-Microsoft365Web: Read.All; ServiceActivity-OneDrive:
Read.All; ServiceActivity-Teams: Read.All; ServiceHealth: Read.All; ServiceMessage: Read.All;
ServicePrincipalEndpoint: Read.All ReadWrite.All; SharePointCrossTenantMigration: Manage.All Read.All;
SharePointTenantSettings: Read.All ReadWrite.All; ShortNotes: Read.All ReadWrite.All; SignInIdentifier:
Read.All ReadWrite.All; Sites: Archive.All Create.All FullControl.All Manage.All Read.All ReadWrite.All
Selected; SpiffeTrustDomain: Read.All ReadWrite.All; Storyline: ReadWrite.All; SubjectRightsRequest: Read.All
ReadWrite.All; Synchronization: Read.All ReadWrite.All; SynchronizationData-User: Upload Upload.OwnedBy;
Tasks: Read.All ReadWrite.All; Team: Create ReadBasic.All; TeamMember: Read.All ReadWrite.All
ReadWriteNonOwnerRole.All; TeamsActivity: Read.All Send; TeamsAppInstallation: ManageSelectedForChat.All
ManageSelectedForTeam.All ManageSelectedForUser.All Read.All ReadForChat.All ReadForTeam.All ReadForUser.All
ReadSelectedForChat.All ReadSelectedForTeam.All ReadSelectedForUser.All ReadWriteAndConsentForChat.All
ReadWriteAndConsentForTeam.All ReadWriteAndConsentForUser.All ReadWriteAndConsentSelfForChat.All
ReadWriteAndConsentSelfForTeam.All ReadWriteAndConsentSelfForUser.All ReadWriteForChat.All
ReadWriteForTeam.All ReadWriteForUser.All ReadWriteSelectedForChat.All ReadWriteSelectedForTeam.All
ReadWriteSelectedForUser.All ReadWriteSelfForChat.All ReadWriteSelfForTeam.All ReadWriteSelfForUser.All;
TeamSettings: Read.All ReadWrite.All; TeamsPolicyUserAssign: ReadWrite.All; TeamsResourceAccount: Read.All;
TeamsTab: Create Read.All ReadWrite.All ReadWriteForChat.All ReadWriteForTeam.All ReadWriteForUser.All
ReadWriteSelfForChat.All ReadWriteSelfForTeam.All ReadWriteSelfForUser.All; TeamsTelephoneNumber: Read.All
ReadWrite.All; TeamsUserConfiguration: Read.All; TeamTemplates: Read.All; Teamwork: Migrate.All Read.All;
TeamworkAppSettings: Read.All ReadWrite.All; TeamworkCustomEmoji: Create.All Read.All; TeamworkDevice:
Read.All ReadWrite.All; TeamworkSection: Read.All ReadWrite.All; TeamworkTag: Read.All ReadWrite.All;
TeamworkTargetedMessage: Read.All; TenantGovernance-Invitation: Read.All; TenantGovernance-PolicyTemplate:
Read.All; TenantGovernance-RelatedTenant: Read.All; TenantGovernance-Relationship: Read.All;
TenantGovernance-Request: Read.All; TenantGovernance-Setting: Read.All; TermStore: Read.All ReadWrite.All;
ThreatAssessment: Read.All; ThreatHunting: Read.All; ThreatIndicators: Read.All ReadWrite.OwnedBy;
ThreatIntelligence: Read.All; ThreatSubmission: Read.All ReadWrite.All; ThreatSubmissionPolicy: ReadWrite.All;
TrustFrameworkKeySet: Read.All ReadWrite.All; User-ConvertToInternal: ReadWrite.All; User-LifeCycleInfo:
Read.All ReadWrite.All; User-Mail: ReadWrite.All; User-OnPremisesSyncBehavior: ReadWrite.All;
User-PasswordProfile: ReadWrite.All; User-Phone: ReadWrite.All; User: Create DeleteRestore.All
EnableDisableAccount.All Export.All Invite.All ManageIdentities.All Read.All ReadBasic.All ReadUpdate.All
ReadWrite.All ReadWrite.CrossCloud RevokeSessions.All; UserAuthenticationMethod: Read.All ReadWrite.All;
UserAuthMethod-Email: Read.All ReadWrite.All; UserAuthMethod-External: Read.All ReadWrite.All;
UserAuthMethod-HardwareOATH: Read.All ReadWrite.All; UserAuthMethod-MicrosoftAuthApp: Read.All ReadWrite.All;
UserAuthMethod-Passkey: Read.All ReadWrite.All; UserAuthMethod-Password: Read.All ReadWrite.All;
UserAuthMethod-Phone: Read.All ReadWrite.All; UserAuthMethod-PlatformCred: Read.All ReadWrite.All;
UserAuthMethod-QR: Read.All ReadWrite.All; UserAuthMethod-ResourceKey: Read.All ReadWrite.All;
UserAuthMethod-SoftwareOATH: Read.All ReadWrite.All; UserAuthMethod-TAP: Read.All ReadWrite.All;
UserAuthMethod-WindowsHello: Read.All ReadWrite.All; UserNotification: ReadWrite.CreatedByApp;
UserShiftPreferences: Read.All ReadWrite.All; UserTeamwork: Read.All; VerifiedId-Profile: Read.All;
VirtualAppointment: Read.All ReadWrite.All; VirtualAppointmentNotification: Send; VirtualEvent: Read.All;
VirtualEventRegistration-Anon: ReadWrite.All; WindowsUpdates: Read.All ReadWrite.All; WorkforceIntegration:
Read.All ReadWrite.All;
`
