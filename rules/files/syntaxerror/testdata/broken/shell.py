x = 1
!pip install torch  # want `^this is not Python: "!pip install torch`
%matplotlib inline
