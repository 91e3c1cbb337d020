#include "base/standard_error.h"

namespace tarn::base {

ErrorKind KindOf(StandardError code) {
  switch (code) {
    case StandardError::kNotFound:
    case StandardError::kProcedureNotFound:
    case StandardError::kCatalogNotFound:
    case StandardError::kSchemaNotFound:
    case StandardError::kTableNotFound:
    case StandardError::kColumnNotFound:
    case StandardError::kRoleNotFound: return ErrorKind::kNotFound;
    case StandardError::kAlreadyExists:
    case StandardError::kSchemaAlreadyExists:
    case StandardError::kTableAlreadyExists:
    case StandardError::kColumnAlreadyExists:
    case StandardError::kRoleAlreadyExists: return ErrorKind::kAlreadyExists;
    case StandardError::kNotSupported: return ErrorKind::kUnsupported;
    case StandardError::kPermissionDenied: return ErrorKind::kPermissionDenied;
    case StandardError::kUserCanceled: return ErrorKind::kCancelled;
    case StandardError::kTransactionConflict: return ErrorKind::kConflict;
    case StandardError::kInvalidView:
    case StandardError::kNotInTransaction:
    case StandardError::kTransactionAlreadyAborted:
    case StandardError::kAutocommitWriteConflict:
    case StandardError::kIncompatibleClient:
    case StandardError::kSchemaNotEmpty:
    case StandardError::kViewIsStale: return ErrorKind::kFailedPrecondition;
    case StandardError::kGenericInternalError: return ErrorKind::kInternal;
    default: break;
  }
  const bool of_resources = code >= StandardError::kGenericInsufficientResources;
  return of_resources ? ErrorKind::kResourceExhausted : ErrorKind::kInvalidArgument;
}

}  // namespace tarn::base
