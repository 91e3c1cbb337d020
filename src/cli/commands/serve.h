#pragma once

namespace CLI {
class App;
}

namespace tarn::cli {

class Context;
class ServiceHost;

// tarn serve: the servers of a lake, until it is told to stop.
void AddServe(CLI::App& app, Context& context, ServiceHost& services);

}  // namespace tarn::cli
