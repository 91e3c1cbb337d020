#pragma once

#include <string>

#include <roaring/roaring.hh>

namespace tarn::iceberg {

// Appends a bitmap in its portable form (Roaring format specification). Which containers become
// runs is decided as the Java library does, which differs from CRoaring where both forms are of
// nearly the same size, so that deletion vectors are the same bytes whoever writes them.
void AppendPortable(const Roaring& bitmap, std::string& out);

}  // namespace tarn::iceberg
