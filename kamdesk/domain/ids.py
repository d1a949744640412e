"""Typed ids: swapping a client for a filing is a type error."""

from typing import NewType

UserId = NewType("UserId", int)
DepartmentId = NewType("DepartmentId", int)
ClientId = NewType("ClientId", int)
ContactId = NewType("ContactId", int)
FilingId = NewType("FilingId", int)
ConflictId = NewType("ConflictId", int)
ApplicationId = NewType("ApplicationId", int)
RouteId = NewType("RouteId", int)
CaseId = NewType("CaseId", int)
TaskId = NewType("TaskId", int)
DelegationId = NewType("DelegationId", int)
PolicyId = NewType("PolicyId", int)
PurchaseId = NewType("PurchaseId", int)
PurchaseRunId = NewType("PurchaseRunId", int)
AttachmentId = NewType("AttachmentId", int)
OwnFieldId = NewType("OwnFieldId", int)
MergeId = NewType("MergeId", int)
SavedViewId = NewType("SavedViewId", int)
BulkEditId = NewType("BulkEditId", int)
