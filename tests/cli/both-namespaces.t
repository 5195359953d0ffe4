# tests/cli/both-namespaces.t - Windows Server 2012 has both namespaces, and is
# asked in the newer one alone
# host: --os 2012 --vms 1
$ hvsh domstate vm-00001
shut off

# requests: 1
# a class that is not there makes no old host of it
$ hvsh 'wql "SELECT * FROM Msvm_Nosuch"; domstate vm-00001'
error: ...
hint: ...

shut off

# requests: 3
$ hvsh -q wql --namespace root/virtualization 'SELECT EnabledState FROM Msvm_ComputerSystem WHERE ElementName = "vm-00001"'
 3
