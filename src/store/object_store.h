#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace tarn::store {

// What a store knows of one object.
struct ObjectInfo {
  std::string path;          // in the form in which it was asked for (Stat) or listed (List)
  uint64_t size = 0;         // bytes
  base::TimePoint modified;  // when the object became visible, UTC; for clean-up of old orphans
};

// Writes one object piece by piece. Nothing is visible before Close returns; destroying an open
// writer aborts it. Used by one thread at a time.
class ObjectWriter {
 public:
  virtual ~ObjectWriter() = default;
  // Throws kResourceExhausted when the store is full, kFailedPrecondition after Close or Abort.
  virtual void Append(std::string_view bytes) = 0;
  // Makes the object visible, whole, replacing one of the same path. Durable only once
  // ObjectStore::MakeDurable was called for it. kFailedPrecondition after Close or Abort.
  virtual void Close() = 0;
  // Drops what was written; the path is as before. Safe to call twice and after Close (then it does
  // nothing).
  virtual void Abort() noexcept = 0;
  // Bytes appended so far.
  virtual uint64_t size() const = 0;
};

// Object storage as object stores have it: whole, immutable objects under absolute paths; no
// rename, no append, no folders of their own. Thread safe. Every backend passes one conformance
// suite (tests/object_store_suite.h).
//
// Paths are absolute and of the store's scheme: "/a/b" and "file:///a/b" name the same local
// object, "memory:///a/b" one in memory. A path with "..", "." or an empty segment, a control
// character, a segment over 230 bytes, or one that starts with ".tmp-" (reserved) is
// kInvalidArgument.
//
// Errors of every function: kInvalidArgument (malformed path), kPermissionDenied (the path cannot
// be reached or written: EACCES, EPERM, EROFS), kResourceExhausted (disk or quota full, too many
// open files), kUnavailable (the store cannot be reached, or an I/O error: retry later). Each
// message ends with the path.
class ObjectStore {
 public:
  virtual ~ObjectStore() = default;

  // The whole object. kNotFound when it does not exist.
  virtual std::string Read(const std::string& path) = 0;
  // Bytes [offset, offset + length) of an object; fewer when it ends before, none when it ends
  // before offset. kNotFound when it does not exist.
  virtual std::string ReadRange(const std::string& path, uint64_t offset, uint64_t length) = 0;
  // Puts a whole object, atomically: a reader sees the old one or the new one. Folders on the way
  // are made.
  virtual void Write(const std::string& path, std::string_view bytes) = 0;
  // Puts the object only if none has its path (conditional put): true when this call created it.
  // Of several callers at once exactly one gets true.
  virtual bool WriteIfAbsent(const std::string& path, std::string_view bytes) = 0;
  virtual std::unique_ptr<ObjectWriter> OpenWriter(const std::string& path) = 0;

  // Every object whose path starts with prefix, sorted by path. A prefix that ends with '/' names a
  // folder; "/a/b" also lists "/a/bc". Objects in the writing are hidden. Nothing there: empty.
  virtual std::vector<ObjectInfo> List(const std::string& prefix) = 0;
  // Calls `visit` for each of the same objects, in no order, as they are found: memory is bounded
  // however many there are. `visit` may remove the object it is given; objects that are made or
  // removed meanwhile may be visited or not. What `visit` throws ends the walk. The default lists
  // first: for stores whose listings are small.
  virtual void Scan(const std::string& prefix,
                    const std::function<void(const ObjectInfo&)>& visit) {
    for (const ObjectInfo& info : List(prefix)) visit(info);
  }
  // Removes an object; one that does not exist is fine.
  virtual void Remove(const std::string& path) = 0;
  virtual std::optional<ObjectInfo> Stat(const std::string& path) = 0;

  // Removes what writers that never closed left behind for objects whose path starts with
  // `prefix`, if they began before `begun_before`; the number removed. Only for writers that are
  // known to be dead: a living one fails at Close.
  virtual size_t RemoveUnfinished(const std::string& prefix, base::TimePoint begun_before) = 0;

  // Returns once these objects (and their names) survive a power failure; whoever refers to objects
  // from elsewhere calls it first, once for all of them, so that many objects cost one parallel
  // flush. Objects that were removed meanwhile are skipped. Stores that are durable on Write (S3)
  // or never (memory) do nothing.
  virtual void MakeDurable(std::span<const std::string> paths) = 0;
};

// The store for a URI or path, by its scheme: "/…" and "file://…" local, "memory://…" memory. Every
// call with memory:// gives a new, empty store. kUnsupported for another scheme.
std::shared_ptr<ObjectStore> OpenStore(const std::string& uri);

// The scheme in lower case ("file" for a bare path); kInvalidArgument when there is neither a
// scheme nor a leading '/'.
std::string SchemeOf(const std::string& uri);

// folder + "/" + name, with exactly one slash between them.
std::string JoinPath(std::string_view folder, std::string_view name);

}  // namespace tarn::store
