# Compiler flags, sanitizers, ccache and mold, for every target of Tarn.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # NOHASHDIR: the same source compiled for another build folder is a hit; the sloppiness lets precompiled headers be
  # cached.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env ${TARN_CCACHE_OPTIONS} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

# A user's compiler may warn where ours does not: warnings stop developers' builds only.
option(TARN_WERROR "Treat warnings as errors" ON)
add_compile_options(-Wall -Wextra $<$<BOOL:${TARN_WERROR}>:-Werror> -fno-omit-frame-pointer)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these falsely inside libstdc++ and std::variant at -O2.
  add_compile_options(-Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds
                      -Wno-dangling-pointer)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # std::stable_sort of libstdc++ 12 uses a deprecated declaration. A precompiled header with its time in it would never
  # be the same bytes twice, so that nothing compiled with it would be found in ccache.
  add_compile_options(-Wno-deprecated-declarations "SHELL:-Xclang -fno-pch-timestamp")
endif()
add_link_options(-Wl,--gc-sections)
add_compile_options(-ffunction-sections -fdata-sections)

if(TARN_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-sanitize=vptr)
  add_link_options(-fsanitize=address,undefined)
elseif(TARN_TSAN)
  add_compile_options(-fsanitize=thread)
  add_link_options(-fsanitize=thread)
endif()

# Coverage of the whole program, not of the fuzzer's own file alone: what makes libFuzzer look further.
if(TARN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
