/* base/version.h - which hvsh this is */
#ifndef HVSH_BASE_VERSION_H
#define HVSH_BASE_VERSION_H

#define HVSH_VERSION "0.1.0"

#endif
