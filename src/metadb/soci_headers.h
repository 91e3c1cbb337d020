#pragma once

// SOCI, without Boost: Debian's soci-config.h asks for Boost's headers, which only SOCI's optional
// exchange of Boost types needs. Only .cc files of this module include this.
#ifndef SOCICONFIG_H_INCLUDED
#define SOCICONFIG_H_INCLUDED
#define SOCI_HAVE_CXX11
#endif

#include <optional>

#include <soci/soci.h>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
