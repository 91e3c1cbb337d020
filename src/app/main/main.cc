#include "app/host.h"
#include "cli/cli.h"

int main(int argc, char** argv) {
  tarn::app::LocalHost host;
  return tarn::cli::RunCommandLine(argc, argv, host);
}
