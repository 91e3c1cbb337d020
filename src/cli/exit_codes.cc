#include "cli/exit_codes.h"

namespace tarn::cli {

int ExitCodeOf(base::ErrorKind kind) {
  switch (kind) {
    case base::ErrorKind::kInvalidArgument: return 3;
    case base::ErrorKind::kNotFound: return 4;
    case base::ErrorKind::kAlreadyExists: return 5;
    case base::ErrorKind::kConflict: return 6;
    case base::ErrorKind::kFailedPrecondition: return 7;
    case base::ErrorKind::kPermissionDenied: return 8;
    case base::ErrorKind::kUnauthenticated: return 9;
    case base::ErrorKind::kResourceExhausted: return 10;
    case base::ErrorKind::kUnavailable: return 11;
    case base::ErrorKind::kCommitStateUnknown: return 12;
    case base::ErrorKind::kDataCorruption: return 13;
    case base::ErrorKind::kUnsupported: return 14;
    case base::ErrorKind::kInternal: return 70;
    case base::ErrorKind::kCancelled: return 130;
  }
  return 70;
}

const std::vector<ExitCodeRow>& ExitCodeTable() {
  static const std::vector<ExitCodeRow> table = {
      {0, "Success", "all went well"},
      {1, "Negative", "the work was done and its answer is no: failed checks, merge conflicts"},
      {2, "Usage", "the command line is wrong; nothing was done"},
      {3, "InvalidArgument", "fix the input: SQL, YAML, CSV, names"},
      {4, "NotFound", "a lake, table, file, reference, DAG or run does not exist"},
      {5, "AlreadyExists", "choose another name"},
      {6, "Conflict", "somebody else was faster: try again"},
      {7, "FailedPrecondition", "change the state first: a DAG is running, too many rows rejected"},
      {8, "PermissionDenied", "a file or folder cannot be read or written"},
      {9, "Unauthenticated", "say who you are"},
      {10, "ResourceExhausted", "the disk is full, or a memory limit is reached"},
      {11, "Unavailable",
       "try again later: a lock or a server did not answer in time, or a port is taken"},
      {12, "CommitStateUnknown", "it is not known whether the last commit took place: look"},
      {13, "DataCorruption", "stored bytes are not what was written: restore them"},
      {14, "Unsupported", "valid, but Tarn cannot do it"},
      {70, "Internal", "a defect in Tarn"},
      {130, "Cancelled", "interrupted by Ctrl-C"},
  };
  return table;
}

}  // namespace tarn::cli
