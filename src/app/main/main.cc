#include <algorithm>
#include <thread>

#include "app/host.h"
#include "app/lake_service.h"
#include "cli/cli.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace {

// Row groups are allocated and freed by the megabyte: memory that goes back to the system each time
// costs a page fault for every page of the next one.
// Arenas are as many as threads can run at once: each keeps what was freed in it, and a server with
// 64 threads that wait would have eight a core (149 MB instead of 108 after a million keys).
void KeepFreedMemory() {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 128 << 20);
  mallopt(M_ARENA_MAX, static_cast<int>(std::max(2U, std::thread::hardware_concurrency())));
#endif
}

}  // namespace

int main(int argc, char** argv) {
  KeepFreedMemory();
  tarn::app::LocalHost host;
  tarn::app::LakeServiceHost services;
  return tarn::cli::RunCommandLine(argc, argv, host, services);
}
