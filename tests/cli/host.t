# tests/cli/host.t - version, hostname, nodeinfo, wql
$ hvsh version
Compiled against library: hvsh 0.1.0
Using library: hvsh 0.1.0
Using API: Hyper-V 0.1.0
Running hypervisor: Hyper-V 1000.17.763
Windows: Microsoft Windows Server 2019 Standard (10.0.17763)

# requests: 1
$ hvsh -o json version
{"hvsh":"0.1.0","hypervisor":"1000.17.763","hypervisor_packed":1000017763,"windows":"Microsoft Windows Server 2019 Standard","kernel":"10.0.17763"}
$ hvsh hostname
HVSIM

# requests: 1
$ hvsh nodeinfo
CPU model:           Intel Xeon Silver 4309Y CPU
CPU(s):              32
CPU frequency:       2400 MHz
CPU socket(s):       1
Core(s) per socket:  8
Thread(s) per core:  2
NUMA cell(s):        2
Memory size:         67108864 KiB

# requests: 3
$ hvsh -o json nodeinfo
{"cpu_model":"Intel Xeon Silver 4309Y CPU","cpus":32,"cpu_mhz":2400,"sockets":1,"cores":8,"threads":2,"numa_cells":2,"memory_kib":67108864}
$ hvsh wql "SELECT Name, EnabledState FROM Msvm_ComputerSystem WHERE ElementName = 'db01'"
 EnabledState   Name
------------------------------------------------------
 3              ...

# requests: 1
$ hvsh -o json wql --namespace root/cimv2 'SELECT Version FROM Win32_OperatingSystem'
[
{"__CLASS":null,"Version":"10.0.17763"}
]
$ hvsh wql 'SELECT * FROM Msvm_NumaNode WHERE ElementName LIKE "%0"'
__CLASS:             Msvm_NumaNode
Caption:             NUMA Node
CommunicationStatus: -
CreationClassName:   Msvm_NumaNode
CurrentlyConsumableMemoryBlocks: 32768
Description:         -
DetailedStatus:      -
ElementName:         NUMA Node 0
EnabledDefault:      -
EnabledState:        2
HealthState:         5
InstallDate:         -
InstanceID:          -
Name:                -
NodeID:              Microsoft:PhysicalNode\0
NumberOfLogicalProcessors: 16
NumberOfProcessorCores: 8
OperatingStatus:     -
OperationalStatus:   2
OtherEnabledState:   -
PrimaryStatus:       -
RequestedState:      -
Status:              -
SystemCreationClassName: Msvm_ComputerSystem
SystemName:          HVSIM
TimeOfLastStateChange: -
TransitioningToState: -

$ hvsh wql 'SELECT Name FROM Msvm_ComputerSystem WHERE Name IS NULL'
 Class
--------

$ hvsh wql 'SELECT Name FROM Nonesuch'
error: The namespace has no such class. (code 2150858778, 0x8033801A)
hint: ...

[1]
