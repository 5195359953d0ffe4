/* sim/returns.h - what the methods of root/virtualization/v2 return */
#ifndef HVSH_SIM_RETURNS_H
#define HVSH_SIM_RETURNS_H

enum sim_return {
	SIM_RET_DONE = 0,
	SIM_RET_JOB = 4096,             /* started; Job refers to it */
	SIM_RET_FAILED = 32768,
	SIM_RET_DENIED = 32769,
	SIM_RET_NOT_SUPPORTED = 32770,
	SIM_RET_PARAMETER = 32773,
	SIM_RET_STATE = 32775,
	SIM_RET_TYPE = 32776,
	SIM_RET_NOT_AVAILABLE = 32777,
};

#endif
