#pragma once

// Properties of views that Trino's Iceberg catalog writes and reads as well.
namespace tarn::engine::embedded {

// Who made a view with SECURITY DEFINER; a view without it has SECURITY INVOKER.
inline constexpr const char* kRunAsOwner = "trino.run-as-owner";

}  // namespace tarn::engine::embedded
